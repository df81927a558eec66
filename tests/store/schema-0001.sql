-- A study as the first schema kept it: written by qualcode at schema 0001 (the last commit before 0002) with the made-up
-- texts of samples.py, and dumped. Frozen: it stands for every study of that time, which must keep opening.
BEGIN TRANSACTION;
CREATE TABLE action (
	rev INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	session TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	counts TEXT NOT NULL, 
	undoes INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_action PRIMARY KEY (rev), 
	CONSTRAINT fk_action_undoes FOREIGN KEY(undoes) REFERENCES action (rev)
);
INSERT INTO "action" VALUES(1,'2026-11-25T21:39:32.461+00:00','anna','ece47ff9-d15a-4361-90a2-f3d4ded36c71','add documents','{"documents": 2}',NULL,-4685875700397858559);
INSERT INTO "action" VALUES(2,'2026-11-25T21:39:32.467+00:00','anna','ece47ff9-d15a-4361-90a2-f3d4ded36c71','codebook','{"codes": 5}',NULL,3962833747968453692);
INSERT INTO "action" VALUES(3,'2026-11-25T21:39:32.473+00:00','anna','ece47ff9-d15a-4361-90a2-f3d4ded36c71','add codings','{"added": 8, "memos": 0}',NULL,-3679766176091285364);
INSERT INTO "action" VALUES(4,'2026-11-25T21:39:32.478+00:00','anna','ece47ff9-d15a-4361-90a2-f3d4ded36c71','withdraw codings','{"codings": 1}',NULL,8298037683774195601);
INSERT INTO "action" VALUES(5,'2026-11-25T21:39:32.482+00:00','anna','ece47ff9-d15a-4361-90a2-f3d4ded36c71','segment','{"segmentations": 1}',NULL,1239000218245639904);
INSERT INTO "action" VALUES(6,'2026-11-25T21:39:32.485+00:00','bo','ece47ff9-d15a-4361-90a2-f3d4ded36c71','add versions','{"carried": 7, "lost": 1, "merged": 0, "versions": 1}',NULL,8147079471076801242);
INSERT INTO "action" VALUES(7,'2026-11-25T21:39:32.489+00:00','anna','ece47ff9-d15a-4361-90a2-f3d4ded36c71','memo','{"memos": 1}',NULL,-6251031532460744810);
INSERT INTO "action" VALUES(8,'2026-11-25T21:39:32.492+00:00','bo','ece47ff9-d15a-4361-90a2-f3d4ded36c71','memo','{"memos": 1}',NULL,151244713555124099);
INSERT INTO "action" VALUES(9,'2026-11-25T21:39:32.494+00:00','anna','ece47ff9-d15a-4361-90a2-f3d4ded36c71','add coder','{"coders": 1}',NULL,-4654742830402101688);
INSERT INTO "action" VALUES(10,'2026-11-25T21:39:32.496+00:00','bo','ece47ff9-d15a-4361-90a2-f3d4ded36c71','codebook','{"codes": 5}',NULL,-5913557544872849294);
INSERT INTO "action" VALUES(11,'2026-11-25T21:39:32.499+00:00','bo','ece47ff9-d15a-4361-90a2-f3d4ded36c71','undo','{"codes": 5}',10,-4937371183401141615);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE code (
	"key" INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	uuid TEXT NOT NULL, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_code PRIMARY KEY ("key"), 
	CONSTRAINT uq_code_id UNIQUE (id)
);
INSERT INTO "code" VALUES(1,'partner','9229d0a5-6686-4ec6-a3bd-4442ecf64196',-1467579095437387460);
INSERT INTO "code" VALUES(2,'partner.skole','2271b6ee-9e19-4c67-b463-a5eb97425c05',-6552911832457741693);
INSERT INTO "code" VALUES(3,'partner.politi','9a0cee63-33f7-4549-8d0e-20a065c47546',3309256587658344676);
INSERT INTO "code" VALUES(4,'tema','6c305f8e-767d-4424-904c-abcd6404302e',2482092285113794042);
INSERT INTO "code" VALUES(5,'tema.tillid','2bb943aa-bc4c-416b-b2e7-9fd98745784e',121236029514337814);
CREATE TABLE codebook (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	body_sha256 TEXT NOT NULL, 
	source_sha256 TEXT NOT NULL, 
	stored_at TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_codebook PRIMARY KEY (seq), 
	CONSTRAINT fk_codebook_body_sha256 FOREIGN KEY(body_sha256) REFERENCES content (sha256), 
	CONSTRAINT ck_codebook_number_from_1 CHECK (number >= 1), 
	CONSTRAINT ck_codebook_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_codebook_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_codebook_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "codebook" VALUES(1,'codebook',1,'0d855343a993ec9b1989b415426c774a35981228735d937cfeeb5c011e7a5bd9','0000000000000000000000000000000000000000000000000000000000000000','2026-11-25T21:39:32.468+00:00',2,10,7771934885436052483);
INSERT INTO "codebook" VALUES(2,'codebook',2,'5c1e803698b3c39980ffc1d8cfcacf512855f42c1ec57f9779051ef9698108bd','1111111111111111111111111111111111111111111111111111111111111111','2026-11-25T21:39:32.497+00:00',10,11,7823258288805634815);
INSERT INTO "codebook" VALUES(3,'codebook',1,'0d855343a993ec9b1989b415426c774a35981228735d937cfeeb5c011e7a5bd9','0000000000000000000000000000000000000000000000000000000000000000','2026-11-25T21:39:32.468+00:00',11,NULL,7771934885436052483);
CREATE TABLE coder (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_coder PRIMARY KEY (seq), 
	CONSTRAINT ck_coder_kind CHECK (kind IN ('human', 'model')), 
	CONSTRAINT ck_coder_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_coder_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_coder_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "coder" VALUES(1,'anna','human',3,NULL,5208360845364081028);
INSERT INTO "coder" VALUES(2,'bo','human',3,NULL,-7493914890787484607);
INSERT INTO "coder" VALUES(3,'forslag','model',9,NULL,6835458139772869399);
CREATE TABLE coding (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	version TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	code INTEGER NOT NULL, 
	coder TEXT NOT NULL, 
	stance TEXT NOT NULL, 
	memo TEXT NOT NULL, 
	round INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_coding PRIMARY KEY (seq), 
	CONSTRAINT fk_coding_code FOREIGN KEY(code) REFERENCES code ("key"), 
	CONSTRAINT ck_coding_span CHECK (start >= 0 AND start < stop), 
	CONSTRAINT ck_coding_stance CHECK (stance IN ('experience', 'wish', 'counterexample')), 
	CONSTRAINT ck_coding_round_from_1 CHECK (round >= 1), 
	CONSTRAINT ck_coding_withdrawn_or_not CHECK (withdrawn IN (0, 1)), 
	CONSTRAINT ck_coding_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_coding_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_coding_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "coding" VALUES(1,'531448f3-abf0-4b3b-9756-850056575754',1,'460befc2230b',0,4,2,'anna','experience','note 0',1,0,'2026-01-01T08:00:00+00:00',3,6,-4578065224719087089);
INSERT INTO "coding" VALUES(2,'8efdca15-f3d9-4a0c-b25c-bd2e88ea7692',1,'460befc2230b',5,9,3,'bo','experience','',1,0,'2026-01-02T08:00:00+00:00',3,6,8036170216782747210);
INSERT INTO "coding" VALUES(3,'26030887-a012-4416-a249-65d77a2257cc',1,'460befc2230b',10,14,5,'anna','experience','',1,0,'2026-01-03T08:00:00+00:00',3,4,8543124677190849780);
INSERT INTO "coding" VALUES(4,'fe1f483c-2724-4e05-8e1c-7cbaf7535c29',1,'460befc2230b',15,19,2,'bo','experience','',1,0,'2026-01-04T08:00:00+00:00',3,6,-1798911994691512641);
INSERT INTO "coding" VALUES(5,'0227f47e-c14b-4dcd-bcdc-fb454c261e75',1,'460befc2230b',20,24,3,'anna','experience','note 4',1,0,'2026-01-05T08:00:00+00:00',3,6,-2256834950925735893);
INSERT INTO "coding" VALUES(6,'d172a437-252f-4df3-bfc6-795f3473ae74',1,'460befc2230b',25,29,5,'bo','wish','',1,0,'2026-01-06T08:00:00+00:00',3,6,8139011736745581350);
INSERT INTO "coding" VALUES(7,'0c41df0a-1e85-48b8-92af-972a0e67fc0d',1,'460befc2230b',30,34,2,'anna','experience','',1,0,'2026-01-07T08:00:00+00:00',3,6,6446365221761086575);
INSERT INTO "coding" VALUES(8,'b83dbb6f-595f-4c76-8a95-fa5a57cccdbc',1,'460befc2230b',35,39,3,'bo','experience','',1,0,'2026-01-08T08:00:00+00:00',3,6,-4779828964795855651);
INSERT INTO "coding" VALUES(9,'26030887-a012-4416-a249-65d77a2257cc',1,'460befc2230b',10,14,5,'anna','experience','',1,1,'2026-01-03T08:00:00+00:00',4,6,-7806867090317829860);
INSERT INTO "coding" VALUES(10,'531448f3-abf0-4b3b-9756-850056575754',1,'c12d2a1afd82',0,9,2,'anna','experience','note 0',1,0,'2026-01-01T08:00:00+00:00',6,NULL,6804085184810436649);
INSERT INTO "coding" VALUES(11,'8efdca15-f3d9-4a0c-b25c-bd2e88ea7692',1,'c12d2a1afd82',10,14,3,'bo','experience','',1,0,'2026-01-02T08:00:00+00:00',6,NULL,-8896510549370383740);
INSERT INTO "coding" VALUES(12,'fe1f483c-2724-4e05-8e1c-7cbaf7535c29',1,'460befc2230b',15,19,2,'bo','experience','',1,1,'2026-01-04T08:00:00+00:00',6,NULL,-8046021763430242102);
INSERT INTO "coding" VALUES(13,'0227f47e-c14b-4dcd-bcdc-fb454c261e75',1,'c12d2a1afd82',21,25,3,'anna','experience','note 4',1,0,'2026-01-05T08:00:00+00:00',6,NULL,-4855624424070537413);
INSERT INTO "coding" VALUES(14,'d172a437-252f-4df3-bfc6-795f3473ae74',1,'c12d2a1afd82',26,30,5,'bo','wish','',1,0,'2026-01-06T08:00:00+00:00',6,NULL,8413014420211238076);
INSERT INTO "coding" VALUES(15,'0c41df0a-1e85-48b8-92af-972a0e67fc0d',1,'c12d2a1afd82',31,35,2,'anna','experience','',1,0,'2026-01-07T08:00:00+00:00',6,NULL,-8409759998272240212);
INSERT INTO "coding" VALUES(16,'b83dbb6f-595f-4c76-8a95-fa5a57cccdbc',1,'c12d2a1afd82',36,40,3,'bo','experience','',1,0,'2026-01-08T08:00:00+00:00',6,NULL,-4565769644143029309);
INSERT INTO "coding" VALUES(17,'26030887-a012-4416-a249-65d77a2257cc',1,'c12d2a1afd82',15,19,5,'anna','experience','',1,1,'2026-01-03T08:00:00+00:00',6,NULL,-396058206067826179);
CREATE TABLE content (
	sha256 TEXT NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_content PRIMARY KEY (sha256)
);
INSERT INTO "content" VALUES('460befc2230ba44693acb10517f935b9fe7f1c475b85b2e35aed1aa3cd0c663e','a. Vi ringer altid til skolen først, og så venter vi. Nummer 0.
a. Det går trægt når færre ved hvem der gør hvad 🙂 i Østerby. Nummer 1.
a. Nå men altså én ting er at politiet kommer forbi. Nummer 2.');
INSERT INTO "content" VALUES('cc13d7c035c2c458a5b607a47aa5491f93e90de0ea32bb203a87dacfd93701fc','{"from":[0.0,1.5,3.0],"labels":["I","B"],"spans":[0,63,64,135,136,198],"speaker":[0,1,0],"to":null}');
INSERT INTO "content" VALUES('dfb4ac38808580ef42c4f0cdc17ef4e65e188004bf1cc2c29deaaafdea1c2114','b. Vi ringer altid til skolen først, og så venter vi. Nummer 0.
b. Det går trægt når færre ved hvem der gør hvad 🙂 i Østerby. Nummer 1.
b. Nå men altså én ting er at politiet kommer forbi. Nummer 2.');
INSERT INTO "content" VALUES('0d855343a993ec9b1989b415426c774a35981228735d937cfeeb5c011e7a5bd9','{"codes":[{"codable":false,"color":"","cues":[],"definition":"","examples":[],"id":"partner","name":"Partner","not_when":"","use_when":""},{"codable":true,"color":"","cues":[],"definition":"","examples":[],"id":"partner.skole","name":"Partner.Skole","not_when":"","use_when":""},{"codable":true,"color":"","cues":[],"definition":"","examples":[],"id":"partner.politi","name":"Partner.Politi","not_when":"","use_when":""},{"codable":false,"color":"","cues":[],"definition":"","examples":[],"id":"tema","name":"Tema","not_when":"","use_when":""},{"codable":true,"color":"","cues":[],"definition":"","examples":[],"id":"tema.tillid","name":"Tema.Tillid","not_when":"","use_when":""}],"language":"da","title":"Prøve","version":"1"}');
INSERT INTO "content" VALUES('b3775fee1d6762e4f8c812e9450fb19e3aca3cf8ebea667c53fc31b91da81bae','[0,63,64,135,136,198]');
INSERT INTO "content" VALUES('c12d2a1afd823b9a6e09410a2643d4bbb5b2f0b61b2a57ac393769efdacaf595','[navn]. Vi ringer altil skolen først, og så venter vi. Nummer 0.
a. Det går trægt når færre ved hvem der gør hvad 🙂 i Østerby. Nummer 1.
a. Nå men altså én ting er at politiet kommer forbi. Nummer 2.');
INSERT INTO "content" VALUES('26fc1cd20c81a94de3da68e93e4e5226d067aae477a9ef27bb1e56bdd7af4d07','{"from":[0.0,1.5,3.0],"labels":["I","B"],"spans":[0,64,65,136,137,199],"speaker":[0,1,0],"to":null}');
INSERT INTO "content" VALUES('3ea77c678a2e0100fc67c4baf4a02fca7e3b79b83adc31f40a40e58cbab1cf57','{"edits":[[0,1,6],[15,19,0]],"length":198}');
INSERT INTO "content" VALUES('5c1e803698b3c39980ffc1d8cfcacf512855f42c1ec57f9779051ef9698108bd','{"codes":[{"codable":false,"color":"","cues":[],"definition":"","examples":[],"id":"partner","name":"Partner","not_when":"","use_when":""},{"codable":true,"color":"","cues":[],"definition":"","examples":[],"id":"partner.skole","name":"Partner.Skole","not_when":"","use_when":""},{"codable":true,"color":"","cues":[],"definition":"","examples":[],"id":"partner.politi","name":"Partner.Politi","not_when":"","use_when":""},{"codable":false,"color":"","cues":[],"definition":"","examples":[],"id":"tema","name":"Tema","not_when":"","use_when":""},{"codable":true,"color":"","cues":[],"definition":"","examples":[],"id":"tema.tillid","name":"Tema.Tillid","not_when":"","use_when":""}],"language":"da","title":"Prøve","version":"2"}');
CREATE TABLE document (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	"key" INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	format TEXT NOT NULL, 
	source_sha256 TEXT NOT NULL, 
	encoding TEXT NOT NULL, 
	imported_at TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (seq), 
	CONSTRAINT ck_document_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_document_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_document_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "document" VALUES(1,'f5ff28c8-e69e-41ec-a930-de97b18c7ba9',1,'a','a','txt','ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb','utf-8','2026-01-02T03:04:05+00:00',1,NULL,-280223664150946817);
INSERT INTO "document" VALUES(2,'abcb3833-5e32-4bf0-955f-89097ca73392',2,'b','b','txt','3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d','utf-8','2026-01-02T03:04:05+00:00',1,NULL,7815865082071393910);
CREATE TABLE memo (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	target_kind TEXT NOT NULL, 
	target TEXT NOT NULL, 
	text TEXT NOT NULL, 
	author TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_memo PRIMARY KEY (seq), 
	CONSTRAINT ck_memo_target_kind CHECK (target_kind IN ('study', 'document', 'code', 'coding')), 
	CONSTRAINT ck_memo_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_memo_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_memo_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "memo" VALUES(1,'m','document','a','tanke','anna','2026-02-01T08:00:00+00:00',7,NULL,2114411565118832993);
INSERT INTO "memo" VALUES(2,'c','coding','531448f3-abf0-4b3b-9756-850056575754','hvorfor','bo','2026-02-02T08:00:00+00:00',8,NULL,3845680884612576755);
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('study_id','demo',2273971105096968907);
INSERT INTO "meta" VALUES('generation','a65b9dfb-ee5d-4a51-965a-77586cab6348',4041749207788479126);
INSERT INTO "meta" VALUES('schema','2c7193dde95d0337771d05de1e4c2a0c698515b122283f37e940faa5bbe76010',4924533955322235982);
CREATE TABLE segmentation (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	version TEXT NOT NULL, 
	method TEXT NOT NULL, 
	spans_sha256 TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_segmentation PRIMARY KEY (seq), 
	CONSTRAINT fk_segmentation_spans_sha256 FOREIGN KEY(spans_sha256) REFERENCES content (sha256), 
	CONSTRAINT ck_segmentation_unit CHECK (unit IN ('turn', 'sentence', 'paragraph')), 
	CONSTRAINT ck_segmentation_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_segmentation_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_segmentation_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "segmentation" VALUES(1,'2/turns',2,'turns','turn','dfb4ac388085','turn/1','b3775fee1d6762e4f8c812e9450fb19e3aca3cf8ebea667c53fc31b91da81bae',5,NULL,-8302221537666908694);
CREATE TABLE touch (
	thing TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	CONSTRAINT pk_touch PRIMARY KEY (thing, rev), 
	CONSTRAINT fk_touch_rev FOREIGN KEY(rev) REFERENCES action (rev)
);
INSERT INTO "touch" VALUES('documents',1);
INSERT INTO "touch" VALUES('text:abcb3833-5e32-4bf0-955f-89097ca73392',1);
INSERT INTO "touch" VALUES('text:f5ff28c8-e69e-41ec-a930-de97b18c7ba9',1);
INSERT INTO "touch" VALUES('codebook',2);
INSERT INTO "touch" VALUES('codings:f5ff28c8-e69e-41ec-a930-de97b18c7ba9:anna',3);
INSERT INTO "touch" VALUES('codings:f5ff28c8-e69e-41ec-a930-de97b18c7ba9:bo',3);
INSERT INTO "touch" VALUES('codings:f5ff28c8-e69e-41ec-a930-de97b18c7ba9:anna',4);
INSERT INTO "touch" VALUES('segmentation:abcb3833-5e32-4bf0-955f-89097ca73392',5);
INSERT INTO "touch" VALUES('codings:f5ff28c8-e69e-41ec-a930-de97b18c7ba9:anna',6);
INSERT INTO "touch" VALUES('codings:f5ff28c8-e69e-41ec-a930-de97b18c7ba9:bo',6);
INSERT INTO "touch" VALUES('segmentation:f5ff28c8-e69e-41ec-a930-de97b18c7ba9',6);
INSERT INTO "touch" VALUES('text:f5ff28c8-e69e-41ec-a930-de97b18c7ba9',6);
INSERT INTO "touch" VALUES('memo:m',7);
INSERT INTO "touch" VALUES('memo:c',8);
INSERT INTO "touch" VALUES('coders',9);
INSERT INTO "touch" VALUES('codebook',10);
INSERT INTO "touch" VALUES('codebook',11);
CREATE TABLE version (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	turns_sha256 TEXT NOT NULL, 
	length INTEGER NOT NULL, 
	turns INTEGER NOT NULL, 
	made_from INTEGER, 
	offsets_sha256 TEXT, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_version PRIMARY KEY (seq), 
	CONSTRAINT fk_version_text_sha256 FOREIGN KEY(text_sha256) REFERENCES content (sha256), 
	CONSTRAINT fk_version_turns_sha256 FOREIGN KEY(turns_sha256) REFERENCES content (sha256), 
	CONSTRAINT fk_version_offsets_sha256 FOREIGN KEY(offsets_sha256) REFERENCES content (sha256), 
	CONSTRAINT ck_version_number_from_1 CHECK (number >= 1), 
	CONSTRAINT ck_version_sizes CHECK (length >= 0 AND turns >= 0), 
	CONSTRAINT ck_version_kind CHECK (kind IN ('imported', 'pseudonymised')), 
	CONSTRAINT ck_version_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_version_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_version_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "version" VALUES(1,'1/1',1,1,'imported','460befc2230ba44693acb10517f935b9fe7f1c475b85b2e35aed1aa3cd0c663e','cc13d7c035c2c458a5b607a47aa5491f93e90de0ea32bb203a87dacfd93701fc',198,3,NULL,NULL,1,NULL,5077034776920380641);
INSERT INTO "version" VALUES(2,'2/1',2,1,'imported','dfb4ac38808580ef42c4f0cdc17ef4e65e188004bf1cc2c29deaaafdea1c2114','cc13d7c035c2c458a5b607a47aa5491f93e90de0ea32bb203a87dacfd93701fc',198,3,NULL,NULL,1,NULL,493040831887681077);
INSERT INTO "version" VALUES(3,'1/2',1,2,'pseudonymised','c12d2a1afd823b9a6e09410a2643d4bbb5b2f0b61b2a57ac393769efdacaf595','26fc1cd20c81a94de3da68e93e4e5226d067aae477a9ef27bb1e56bdd7af4d07',199,3,1,'3ea77c678a2e0100fc67c4baf4a02fca7e3b79b83adc31f40a40e58cbab1cf57',6,NULL,8400143138617463866);
CREATE INDEX ix_touch_rev ON touch (rev);
CREATE INDEX ix_document_from_rev ON document (from_rev);
CREATE INDEX ix_document_to_rev ON document (to_rev);
CREATE UNIQUE INDEX ux_document_id ON document (id) WHERE to_rev IS NULL;
CREATE UNIQUE INDEX ux_document_name_key ON document (name_key) WHERE to_rev IS NULL;
CREATE UNIQUE INDEX ux_document_source_sha256 ON document (source_sha256) WHERE to_rev IS NULL;
CREATE INDEX ix_version_from_rev ON version (from_rev);
CREATE INDEX ix_version_to_rev ON version (to_rev, document);
CREATE UNIQUE INDEX ux_version_id ON version (id) WHERE to_rev IS NULL;
CREATE INDEX ix_segmentation_from_rev ON segmentation (from_rev);
CREATE INDEX ix_segmentation_to_rev ON segmentation (to_rev, document, name);
CREATE UNIQUE INDEX ux_segmentation_id ON segmentation (id) WHERE to_rev IS NULL;
CREATE INDEX ix_codebook_from_rev ON codebook (from_rev);
CREATE INDEX ix_codebook_to_rev ON codebook (to_rev);
CREATE UNIQUE INDEX ux_codebook_id ON codebook (id) WHERE to_rev IS NULL;
CREATE INDEX ix_coder_from_rev ON coder (from_rev);
CREATE INDEX ix_coder_to_rev ON coder (to_rev);
CREATE UNIQUE INDEX ux_coder_id ON coder (id) WHERE to_rev IS NULL;
CREATE INDEX ix_coding_from_rev ON coding (from_rev);
CREATE INDEX ix_coding_to_rev ON coding (to_rev, document, coder);
CREATE UNIQUE INDEX ux_coding_id ON coding (id) WHERE to_rev IS NULL;
CREATE INDEX ix_memo_from_rev ON memo (from_rev);
CREATE INDEX ix_memo_to_rev ON memo (to_rev);
CREATE UNIQUE INDEX ux_memo_id ON memo (id) WHERE to_rev IS NULL;
COMMIT;
