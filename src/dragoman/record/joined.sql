-- To schema 5, last: who said something together; what is compared of an act that they told is worked out anew.

INSERT INTO machine.joint FROM machine.joint_found ORDER BY report, word, number;
DELETE FROM mention_trait
WHERE mention IN (SELECT m.id FROM machine.mention m JOIN machine.joint j ON j.statement = m.statement);
