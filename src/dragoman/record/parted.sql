-- From schema 3 to 5, second half: the evidence goes to the tables of its owners, and who stands where is worked out.

INSERT INTO machine.statement_evidence SELECT * EXCLUDE (owner) FROM machine.former_evidence WHERE owner = 'statement';
INSERT INTO machine.mention_evidence SELECT * EXCLUDE (owner) FROM machine.former_evidence WHERE owner = 'mention';
INSERT INTO machine.tie_evidence SELECT * EXCLUDE (owner) FROM machine.former_evidence WHERE owner = 'tie';
INSERT INTO machine.actor_evidence SELECT * EXCLUDE (owner) FROM machine.former_evidence WHERE owner = 'actor';
INSERT INTO machine.place_evidence SELECT * EXCLUDE (owner) FROM machine.former_evidence WHERE owner = 'place';
DROP TABLE machine.former_evidence;
INSERT INTO presence FROM presence_found;
INSERT INTO spoken_of FROM spoken_of_found;
