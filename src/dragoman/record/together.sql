-- From schema 4 to 5, first half: views of the findings make room for those that know of joint words.

DROP VIEW main.in_use;
DROP VIEW main.place_row;
DROP VIEW main.actor_row;
DROP VIEW main.report_row;
DROP VIEW main.tie_row;
DROP VIEW main.holder;
DROP VIEW main.event_row;
DROP VIEW main.mention_side;
DROP VIEW main.statement_row;
DROP VIEW main.quoted;
DROP VIEW machine.in_use;
DROP VIEW machine.place_row;
DROP VIEW machine.actor_row;
DROP VIEW machine.report_row;
DROP VIEW machine.tie_row;
DROP VIEW machine.holder;
DROP VIEW machine.event_row;
DROP VIEW machine.mention_side;
DROP VIEW machine.statement_row;
DROP VIEW machine.quoted;
