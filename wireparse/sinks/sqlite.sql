-- The tables of an archive. An id is that of the dispatch times a million, plus the number within the dispatch:
-- claim 17000003 is the third of dispatch 17. Ids come first, so that they can be told from the rest.

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  started TEXT NOT NULL,
  finished TEXT,
  version TEXT,
  inputs INTEGER NOT NULL DEFAULT 0,
  outputs INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  dispatches INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  state TEXT
);

CREATE TABLE dispatches (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (id),
  hash TEXT NOT NULL UNIQUE,
  file TEXT,
  position INTEGER NOT NULL,
  dispatch_id TEXT NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT,
  language TEXT NOT NULL,
  agency TEXT,
  date TEXT,
  date_from TEXT,
  status TEXT NOT NULL,
  headline TEXT,
  slug TEXT,
  keywords TEXT,
  priority INTEGER,
  place TEXT,
  country TEXT,
  byline TEXT,
  dateline TEXT,
  characters INTEGER NOT NULL,
  warnings TEXT,
  header TEXT,
  text TEXT
);

CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  dispatch INTEGER NOT NULL REFERENCES dispatches (id) ON DELETE CASCADE,
  local_id TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  role TEXT,
  affiliation TEXT,
  aliases TEXT,
  anonymous INTEGER NOT NULL
);

CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  dispatch INTEGER NOT NULL REFERENCES dispatches (id) ON DELETE CASCADE,
  source INTEGER REFERENCES sources (id),
  parent INTEGER REFERENCES claims (id),
  local_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  source_text TEXT,
  resolved INTEGER,
  anonymity_reason TEXT,
  cue TEXT,
  cue_lemma TEXT,
  cue_class TEXT,
  addressee TEXT,
  said TEXT,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL,
  words INTEGER NOT NULL,
  paragraph INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  spans TEXT NOT NULL
);

CREATE TABLE figures (
  id INTEGER PRIMARY KEY,
  dispatch INTEGER NOT NULL REFERENCES dispatches (id) ON DELETE CASCADE,
  claim INTEGER REFERENCES claims (id),
  converts INTEGER REFERENCES figures (id),
  whole INTEGER REFERENCES figures (id),
  local_id TEXT NOT NULL,
  text TEXT NOT NULL,
  value REAL NOT NULL,
  high REAL,
  bound TEXT NOT NULL,
  unit TEXT,
  event TEXT,
  date TEXT,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL
);

CREATE TABLE dates (
  id INTEGER PRIMARY KEY,
  dispatch INTEGER NOT NULL REFERENCES dispatches (id) ON DELETE CASCADE,
  local_id TEXT NOT NULL,
  text TEXT NOT NULL,
  value TEXT,
  until TEXT,
  precision TEXT NOT NULL,
  rule TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL
);

CREATE TABLE claim_dates (
  claim INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  date INTEGER NOT NULL REFERENCES dates (id) ON DELETE CASCADE,
  PRIMARY KEY (claim, date)
) WITHOUT ROWID;

CREATE TABLE errors (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (id),
  file TEXT NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL
);

CREATE INDEX dispatches_run ON dispatches (run);
CREATE INDEX dispatches_file ON dispatches (file);
CREATE INDEX dispatches_agency ON dispatches (agency);
CREATE INDEX dispatches_date ON dispatches (date);
CREATE INDEX sources_dispatch ON sources (dispatch);
CREATE INDEX sources_name ON sources (name);
CREATE INDEX claims_dispatch ON claims (dispatch);
CREATE INDEX claims_source ON claims (source);
CREATE INDEX claims_parent ON claims (parent) WHERE parent IS NOT NULL;
CREATE INDEX figures_dispatch ON figures (dispatch);
CREATE INDEX figures_claim ON figures (claim);
CREATE INDEX figures_converts ON figures (converts) WHERE converts IS NOT NULL;
CREATE INDEX figures_whole ON figures (whole) WHERE whole IS NOT NULL;
CREATE INDEX figures_event ON figures (event, date);
CREATE INDEX dates_dispatch ON dates (dispatch);
CREATE INDEX dates_value ON dates (value);
CREATE INDEX claim_dates_date ON claim_dates (date);
CREATE INDEX errors_run ON errors (run);

CREATE VIRTUAL TABLE claims_fts USING fts5 (
  text, source_text, content="claims", content_rowid="id", tokenize='porter unicode61' -- so Datasette finds it
);
CREATE TRIGGER claims_added AFTER INSERT ON claims BEGIN
  INSERT INTO claims_fts (rowid, text, source_text) VALUES (new.id, new.text, new.source_text);
END;
CREATE TRIGGER claims_removed AFTER DELETE ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, text, source_text) VALUES ('delete', old.id, old.text, old.source_text);
END;
CREATE TRIGGER claims_changed AFTER UPDATE ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, text, source_text) VALUES ('delete', old.id, old.text, old.source_text);
  INSERT INTO claims_fts (rowid, text, source_text) VALUES (new.id, new.text, new.source_text);
END;

CREATE VIEW who_said_what AS
SELECT d.date, d.agency, s.name AS source, s.type, s.role, s.affiliation, s.anonymous, c.kind, c.cue, c.text AS claim,
  c.confidence, d.headline, d.file, c.id AS claim_id, d.id AS dispatch_id
FROM claims c JOIN dispatches d ON d.id = c.dispatch LEFT JOIN sources s ON s.id = c.source;

CREATE VIEW tolls_by_day AS
SELECT coalesce(f.date, d.date) AS day, f.event, s.name AS source, s.type, min(f.value) AS lowest,
  max(coalesce(f.high, f.value)) AS highest, count(*) AS figures, count(DISTINCT d.id) AS dispatches
FROM figures f JOIN dispatches d ON d.id = f.dispatch LEFT JOIN claims c ON c.id = f.claim
  LEFT JOIN sources s ON s.id = c.source
WHERE f.event IS NOT NULL AND f.whole IS NULL
GROUP BY 1, 2, 3, 4;

CREATE VIEW anonymous_by_agency AS
SELECT d.agency, count(*) AS claims, sum(s.anonymous) AS anonymous, round(avg(s.anonymous), 4) AS share
FROM claims c JOIN sources s ON s.id = c.source JOIN dispatches d ON d.id = c.dispatch
GROUP BY 1;

-- A name in small letters (army, interior ministry) is another's in another place, and who is not named is nobody's double.
CREATE VIEW most_quoted AS
SELECT s.name AS source, s.type, CASE WHEN s.name = lower(s.name) THEN d.place END AS place,
  count(DISTINCT c.dispatch) AS dispatches, count(*) AS claims, sum(c.kind = 'direct') AS direct, sum(c.words) AS words,
  min(d.date) AS first, max(d.date) AS last
FROM claims c JOIN sources s ON s.id = c.source JOIN dispatches d ON d.id = c.dispatch
GROUP BY 1, 2, 3, CASE WHEN s.anonymous THEN s.id END
ORDER BY claims DESC, words DESC;

CREATE VIEW dispatches_by_day AS
SELECT d.date AS day, d.agency, count(*) AS dispatches, sum(d.status <> 'usable') AS not_usable,
  sum((SELECT count(*) FROM claims c WHERE c.dispatch = d.id)) AS claims
FROM dispatches d
GROUP BY 1, 2;
