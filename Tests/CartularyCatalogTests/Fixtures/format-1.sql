-- A ledger of format 1, as version 0.1.0 of the program wrote it: two records, one of them in two revisions.
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1');
CREATE TABLE head (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  audience TEXT NOT NULL,
  hash TEXT NOT NULL,
  withdrawn INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "head" VALUES('open-air',2,'public','6a840443d56ff61ec8cf132cc9846a2544f29957e14235f2764162812181ce75',0);
INSERT INTO "head" VALUES('staff-list',1,'staff','4900e925542dc80d10934fb7b483bdd6132a70e83446cae027993bc02e51b8ed',0);
CREATE TABLE publication (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  tool TEXT NOT NULL
);
INSERT INTO "publication" VALUES(1,'2026-11-21T11:20:10Z','tester','cartulary 0.1.0');
INSERT INTO "publication" VALUES(2,'2026-11-21T11:20:10Z','tester','cartulary 0.1.0');
CREATE TABLE revision (
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  sequence INTEGER NOT NULL REFERENCES publication,
  kind TEXT NOT NULL CHECK (kind IN ('published', 'withdrawn')),
  audience TEXT NOT NULL,
  previous_audience TEXT,
  hash TEXT NOT NULL,
  record TEXT NOT NULL,
  reason TEXT,
  file TEXT,
  line INTEGER,
  format TEXT,
  file_hash TEXT,
  source TEXT,
  PRIMARY KEY (id, number)
) WITHOUT ROWID;
INSERT INTO "revision" VALUES('open-air',1,1,'published','public',NULL,'b9d06b150a26ef0247c598aa078e5dba485e2145b8375256f1b7cca15bbd00bd','{"access":{},"audience":["public"],"description":"Hourly readings of stations, published for everyone who wants to see them.","id":"open-air","license":[{"id":"CC-BY-4.0","openness":"open"}],"sensitivity":"unspecified","title":"Air: hourly readings"}',NULL,'manifests/a.yaml',1,'cartulary','0e548eae56b5e9c3d7c16c6f66c4ebd101b099522ad3a8e6e769420c41e65ea1','id: open-air
title: "Air: hourly readings"
description: Hourly readings of stations, published for everyone who wants to see them.
license: CC-BY-4.0
---
');
INSERT INTO "revision" VALUES('open-air',2,2,'published','public','public','6a840443d56ff61ec8cf132cc9846a2544f29957e14235f2764162812181ce75','{"access":{},"audience":["public"],"description":"Hourly readings of stations, published for everyone who wants to see them.","id":"open-air","license":[{"id":"CC-BY-4.0","openness":"open"}],"sensitivity":"unspecified","title":"Air: readings by the hour"}',NULL,'manifests/a.yaml',1,'cartulary','1bd16d30d0d2a08aa5a7691ef639e3e4b2ad63d131fed363042e16e9161cf67a','id: open-air
title: "Air: readings by the hour"
description: Hourly readings of stations, published for everyone who wants to see them.
license: CC-BY-4.0
---
');
INSERT INTO "revision" VALUES('staff-list',1,1,'published','staff',NULL,'4900e925542dc80d10934fb7b483bdd6132a70e83446cae027993bc02e51b8ed','{"access":{},"audience":["staff"],"description":"Names of staff, for staff alone, of which the public knows nothing.","id":"staff-list","sensitivity":"restricted","title":"Staff list"}',NULL,'manifests/a.yaml',6,'cartulary','0e548eae56b5e9c3d7c16c6f66c4ebd101b099522ad3a8e6e769420c41e65ea1','id: staff-list
title: Staff list
description: Names of staff, for staff alone, of which the public knows nothing.
sensitivity: restricted
audience: [staff]
');
CREATE INDEX revision_by_sequence ON revision (sequence);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('publication',2);
COMMIT;
