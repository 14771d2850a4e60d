-- From schema 2 to 5, first half: the tables of findings make room for the views that lay decisions over them.

DROP VIEW in_use;
DROP VIEW place_row;
DROP VIEW actor_row;
DROP VIEW report_row;
DROP VIEW tie_row;
DROP VIEW holder;
DROP VIEW event_row;
DROP VIEW mention_side;
DROP VIEW statement_row;
DROP VIEW quoted;
ALTER TABLE actor RENAME TO former_actor;
ALTER TABLE place RENAME TO former_place;
ALTER TABLE statement RENAME TO former_statement;
ALTER TABLE mention RENAME TO former_mention;
ALTER TABLE mention_party RENAME TO former_mention_party;
ALTER TABLE tie RENAME TO former_tie;
ALTER TABLE tie_party RENAME TO former_tie_party;
ALTER TABLE tie_role RENAME TO former_tie_role;
ALTER TABLE tie_attribute RENAME TO former_tie_attribute;
ALTER TABLE evidence RENAME TO former_evidence;
