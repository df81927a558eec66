-- A study as the third schema kept it: written by qualcode at schema 0003 (the last commit before 0004) with the made-up
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
INSERT INTO "action" VALUES(1,'2026-11-26T11:36:10.732+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','add documents','{"documents": 2}',NULL,-6684180771185859409);
INSERT INTO "action" VALUES(2,'2026-11-26T11:36:10.748+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','codebook','{"codes": 5}',NULL,-6272467284101473693);
INSERT INTO "action" VALUES(3,'2026-11-26T11:36:10.755+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','add documents','{"documents": 1}',NULL,269389569429336320);
INSERT INTO "action" VALUES(4,'2026-11-26T11:36:10.788+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','add codings','{"added": 10, "memos": 0}',NULL,7077915354296816334);
INSERT INTO "action" VALUES(5,'2026-11-26T11:36:10.811+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','withdraw codings','{"codings": 4}',NULL,4957505987679862822);
INSERT INTO "action" VALUES(6,'2026-11-26T11:36:10.816+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','reinstate codings','{"codings": 1}',NULL,-6284709031114521627);
INSERT INTO "action" VALUES(7,'2026-11-26T11:36:10.856+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','segment','{"segmentations": 1}',NULL,6373261381446704436);
INSERT INTO "action" VALUES(8,'2026-11-26T11:36:10.876+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','decide','{"accept": 3, "codings": 2, "later": 1, "reject": 1}',NULL,8026416370841461204);
INSERT INTO "action" VALUES(9,'2026-11-26T11:36:10.910+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','decide','{"accept": 2, "codings": 2, "later": 1, "reject": 2, "withdrawn": 2}',NULL,-3180193514901438352);
INSERT INTO "action" VALUES(10,'2026-11-26T11:36:10.923+00:00','lis','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','start round','{"rounds": 1}',NULL,-989532018659502067);
INSERT INTO "action" VALUES(11,'2026-11-26T11:36:10.940+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','code','{"added": 2, "reinstated": 1, "withdrawn": 1}',NULL,7943372471605566487);
INSERT INTO "action" VALUES(12,'2026-11-26T11:36:10.958+00:00','bo','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','edit coding','{"codings": 1}',NULL,-8711481343478274328);
INSERT INTO "action" VALUES(13,'2026-11-26T11:36:10.993+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','finish','{"documents": 1}',NULL,2710076264049874840);
INSERT INTO "action" VALUES(14,'2026-11-26T11:36:11.024+00:00','bo','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','finish','{"documents": 1}',NULL,-1189645220622161600);
INSERT INTO "action" VALUES(15,'2026-11-26T11:36:11.046+00:00','lis','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','open round','{"rounds": 1}',NULL,-8422507736622361218);
INSERT INTO "action" VALUES(16,'2026-11-26T11:36:11.070+00:00','lis','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','settle','{"added": 2, "settled": 2}',NULL,-2377281543329358338);
INSERT INTO "action" VALUES(17,'2026-11-26T11:36:11.090+00:00','lis','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','settle','{"settled": 1, "withdrawn": 1}',NULL,-7269827214395412967);
INSERT INTO "action" VALUES(18,'2026-11-26T11:36:11.124+00:00','bo','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','add versions','{"carried": 12, "decisions": 3, "lost": 3, "merged": 0, "settlements": 1, "unsettled": 1, "versions": 1}',NULL,-7658013823401050864);
INSERT INTO "action" VALUES(19,'2026-11-26T11:36:11.156+00:00','anna','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','unfinish','{"documents": 1}',NULL,4580842800117549785);
INSERT INTO "action" VALUES(20,'2026-11-26T11:36:11.189+00:00','bo','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','codebook','{"codes": 5}',NULL,-646293953254341211);
INSERT INTO "action" VALUES(21,'2026-11-26T11:36:11.212+00:00','bo','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','memo','{"memos": 1}',NULL,-4056256801247848275);
INSERT INTO "action" VALUES(22,'2026-11-26T11:36:11.239+00:00','bo','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','undo','{"memos": 1}',21,3403727568749109799);
INSERT INTO "action" VALUES(23,'2026-11-26T11:36:11.287+00:00','bo','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','redo','{"memos": 1}',22,7795130894555171508);
INSERT INTO "action" VALUES(24,'2026-11-26T11:36:11.310+00:00','bo','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','undo','{"memos": 1}',23,-6640716963027500204);
INSERT INTO "action" VALUES(25,'2026-11-26T11:36:11.350+00:00','bo','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','undo','{"codes": 5}',20,-2094671956404752900);
INSERT INTO "action" VALUES(26,'2026-11-26T11:36:11.399+00:00','mia','d8d27605-35e1-4d47-ba01-d784fe3b4fdd','code','{"added": 1}',NULL,977973987795802508);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE code (
	"key" INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	uuid TEXT NOT NULL, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_code PRIMARY KEY ("key"), 
	CONSTRAINT uq_code_id UNIQUE (id)
);
INSERT INTO "code" VALUES(1,'partner','5a7ebdd6-54d8-4e46-83e0-c141a81ac1cc',8418772765976214248);
INSERT INTO "code" VALUES(2,'partner.skole','00c2c4ef-8fee-4415-90d5-d39ee5b9f388',919522635390418003);
INSERT INTO "code" VALUES(3,'partner.politi','05beed06-e601-478f-bb7b-31702c625fc0',2416430292936680414);
INSERT INTO "code" VALUES(4,'tema','68bcdd6c-3953-4298-82d4-85660c99c2a5',-8591935274707424324);
INSERT INTO "code" VALUES(5,'tema.tillid','a21c3d66-3fd3-495e-97a7-c81ff4b923a9',-626784533921979401);
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
INSERT INTO "codebook" VALUES(1,'codebook',1,'0d855343a993ec9b1989b415426c774a35981228735d937cfeeb5c011e7a5bd9','0000000000000000000000000000000000000000000000000000000000000000','2026-11-26T11:36:10.748+00:00',2,20,-6010080298941505491);
INSERT INTO "codebook" VALUES(2,'codebook',2,'5c1e803698b3c39980ffc1d8cfcacf512855f42c1ec57f9779051ef9698108bd','2222222222222222222222222222222222222222222222222222222222222222','2026-11-26T11:36:11.190+00:00',20,25,8806959287576008985);
INSERT INTO "codebook" VALUES(3,'codebook',1,'0d855343a993ec9b1989b415426c774a35981228735d937cfeeb5c011e7a5bd9','0000000000000000000000000000000000000000000000000000000000000000','2026-11-26T11:36:10.748+00:00',25,NULL,-6010080298941505491);
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
INSERT INTO "coder" VALUES(1,'anna','human',4,NULL,5208360845364081028);
INSERT INTO "coder" VALUES(2,'bo','human',11,NULL,-7493914890787484607);
INSERT INTO "coder" VALUES(3,'consensus','human',16,NULL,2632107841597964866);
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
INSERT INTO "coding" VALUES(1,'5017a40c-c556-4190-afa5-3f048e129d67',1,'460befc2230b',20,24,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,5,-2344663074361444585);
INSERT INTO "coding" VALUES(2,'3e458886-aeed-4176-bed7-8d1552f2b4b8',1,'460befc2230b',21,25,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,5,4454015775355450303);
INSERT INTO "coding" VALUES(3,'e50eae27-3f64-4433-93d2-db8519a8b61e',1,'460befc2230b',22,26,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,5,-2861460681670181332);
INSERT INTO "coding" VALUES(4,'0b7e665c-0b28-4407-8c2f-4bc4ddafbd7f',1,'460befc2230b',23,27,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,5,-1081008744936038494);
INSERT INTO "coding" VALUES(5,'8e847f24-620c-47d5-9d5a-bce515743f3c',1,'460befc2230b',24,28,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,18,809613045493335632);
INSERT INTO "coding" VALUES(6,'9d7866db-2dd7-4ff3-ab97-35bb27863e39',1,'460befc2230b',25,29,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,11,-4769058187328368665);
INSERT INTO "coding" VALUES(7,'60df5950-f3a6-4993-b397-a8d5380ee444',1,'460befc2230b',26,30,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,18,1583291757731170584);
INSERT INTO "coding" VALUES(8,'968c5a49-cfce-4edd-a73a-3dec8da41ff2',1,'460befc2230b',27,31,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,18,-4351171501694390613);
INSERT INTO "coding" VALUES(9,'4c75dd6c-28fd-40db-9dea-d8b9065ce3b8',1,'460befc2230b',28,32,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,18,6219094009849045439);
INSERT INTO "coding" VALUES(10,'51361c66-a46f-4066-80f3-f2a278e133d0',1,'460befc2230b',29,33,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',4,18,1707606964728316589);
INSERT INTO "coding" VALUES(11,'0b7e665c-0b28-4407-8c2f-4bc4ddafbd7f',1,'460befc2230b',23,27,2,'anna','experience','',1,1,'2026-11-26T11:36:10.788+00:00',5,9,-6614857999824045061);
INSERT INTO "coding" VALUES(12,'3e458886-aeed-4176-bed7-8d1552f2b4b8',1,'460befc2230b',21,25,2,'anna','experience','',1,1,'2026-11-26T11:36:10.788+00:00',5,11,-5247508068174410222);
INSERT INTO "coding" VALUES(13,'5017a40c-c556-4190-afa5-3f048e129d67',1,'460befc2230b',20,24,2,'anna','experience','',1,1,'2026-11-26T11:36:10.788+00:00',5,6,1365834622095632998);
INSERT INTO "coding" VALUES(14,'e50eae27-3f64-4433-93d2-db8519a8b61e',1,'460befc2230b',22,26,2,'anna','experience','',1,1,'2026-11-26T11:36:10.788+00:00',5,8,6180638825510301407);
INSERT INTO "coding" VALUES(15,'5017a40c-c556-4190-afa5-3f048e129d67',1,'460befc2230b',20,24,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',6,18,-2344663074361444585);
INSERT INTO "coding" VALUES(16,'3f73de85-885a-4853-bdc0-25533fef0e18',1,'460befc2230b',40,44,2,'anna','experience','',1,0,'2026-11-26T11:36:10.875+00:00',8,9,159797308281042617);
INSERT INTO "coding" VALUES(17,'e50eae27-3f64-4433-93d2-db8519a8b61e',1,'460befc2230b',22,26,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',8,9,-2861460681670181332);
INSERT INTO "coding" VALUES(18,'a5a98ede-f55d-486c-891f-9145f0492fb9',1,'460befc2230b',44,48,2,'anna','experience','',1,0,'2026-11-26T11:36:10.910+00:00',9,18,8478076385023931541);
INSERT INTO "coding" VALUES(19,'0b7e665c-0b28-4407-8c2f-4bc4ddafbd7f',1,'460befc2230b',23,27,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',9,18,-1081008744936038494);
INSERT INTO "coding" VALUES(20,'3f73de85-885a-4853-bdc0-25533fef0e18',1,'460befc2230b',40,44,2,'anna','experience','',1,1,'2026-11-26T11:36:10.875+00:00',9,18,8845467783773232767);
INSERT INTO "coding" VALUES(21,'e50eae27-3f64-4433-93d2-db8519a8b61e',1,'460befc2230b',22,26,2,'anna','experience','',1,1,'2026-11-26T11:36:10.788+00:00',9,NULL,6180638825510301407);
INSERT INTO "coding" VALUES(22,'2e2f9d62-ad9f-4690-86ea-d21b228ce7e7',1,'460befc2230b',5,9,2,'bo','experience','',2,0,'2026-11-26T11:36:10.940+00:00',11,12,-2990893780947534473);
INSERT INTO "coding" VALUES(23,'5b0dc6b9-da24-432a-9d77-d8e1fb862e0c',1,'460befc2230b',7,12,2,'anna','experience','',1,0,'2026-11-26T11:36:10.940+00:00',11,18,-7956990070839709259);
INSERT INTO "coding" VALUES(24,'3e458886-aeed-4176-bed7-8d1552f2b4b8',1,'460befc2230b',21,25,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',11,18,4454015775355450303);
INSERT INTO "coding" VALUES(25,'9d7866db-2dd7-4ff3-ab97-35bb27863e39',1,'460befc2230b',25,29,2,'anna','experience','',1,1,'2026-11-26T11:36:10.788+00:00',11,18,1735634107339774607);
INSERT INTO "coding" VALUES(26,'2e2f9d62-ad9f-4690-86ea-d21b228ce7e7',1,'460befc2230b',5,9,2,'bo','wish','tanke',2,0,'2026-11-26T11:36:10.940+00:00',12,18,470281623544701196);
INSERT INTO "coding" VALUES(27,'dfa706af-5564-4c51-9a51-31dcd5327713',1,'460befc2230b',5,9,2,'consensus','experience','',1,0,'2026-11-26T11:36:11.064+00:00',16,17,-330531099686631657);
INSERT INTO "coding" VALUES(28,'89310f1c-6d20-4b57-8c42-bdcfc8ad139e',1,'460befc2230b',22,26,2,'consensus','experience','',1,0,'2026-11-26T11:36:11.064+00:00',16,18,6203271293910357673);
INSERT INTO "coding" VALUES(29,'dfa706af-5564-4c51-9a51-31dcd5327713',1,'460befc2230b',5,9,2,'consensus','experience','',1,1,'2026-11-26T11:36:11.064+00:00',17,18,2200450189989970675);
INSERT INTO "coding" VALUES(30,'8e847f24-620c-47d5-9d5a-bce515743f3c',1,'2d02b3de39f7',26,27,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',18,NULL,-3369477425675208841);
INSERT INTO "coding" VALUES(31,'60df5950-f3a6-4993-b397-a8d5380ee444',1,'2d02b3de39f7',26,29,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',18,NULL,460475702709910741);
INSERT INTO "coding" VALUES(32,'968c5a49-cfce-4edd-a73a-3dec8da41ff2',1,'2d02b3de39f7',26,30,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',18,NULL,4397995844533067051);
INSERT INTO "coding" VALUES(33,'4c75dd6c-28fd-40db-9dea-d8b9065ce3b8',1,'2d02b3de39f7',27,31,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',18,NULL,7351372810982081968);
INSERT INTO "coding" VALUES(34,'51361c66-a46f-4066-80f3-f2a278e133d0',1,'2d02b3de39f7',28,32,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',18,NULL,-8516124705505032755);
INSERT INTO "coding" VALUES(35,'5017a40c-c556-4190-afa5-3f048e129d67',1,'2d02b3de39f7',25,26,2,'anna','experience','',1,0,'2026-11-26T11:36:10.788+00:00',18,NULL,1926586451736142049);
INSERT INTO "coding" VALUES(36,'0b7e665c-0b28-4407-8c2f-4bc4ddafbd7f',1,'460befc2230b',23,27,2,'anna','experience','',1,1,'2026-11-26T11:36:10.788+00:00',18,NULL,-6614857999824045061);
INSERT INTO "coding" VALUES(37,'3e458886-aeed-4176-bed7-8d1552f2b4b8',1,'460befc2230b',21,25,2,'anna','experience','',1,1,'2026-11-26T11:36:10.788+00:00',18,NULL,-5247508068174410222);
INSERT INTO "coding" VALUES(38,'a5a98ede-f55d-486c-891f-9145f0492fb9',1,'2d02b3de39f7',43,47,2,'anna','experience','',1,0,'2026-11-26T11:36:10.910+00:00',18,NULL,-8281974867651240748);
INSERT INTO "coding" VALUES(39,'5b0dc6b9-da24-432a-9d77-d8e1fb862e0c',1,'2d02b3de39f7',12,17,2,'anna','experience','',1,0,'2026-11-26T11:36:10.940+00:00',18,NULL,-3885103546375915236);
INSERT INTO "coding" VALUES(40,'2e2f9d62-ad9f-4690-86ea-d21b228ce7e7',1,'2d02b3de39f7',10,14,2,'bo','wish','tanke',2,0,'2026-11-26T11:36:10.940+00:00',18,NULL,3932321944208302828);
INSERT INTO "coding" VALUES(41,'89310f1c-6d20-4b57-8c42-bdcfc8ad139e',1,'460befc2230b',22,26,2,'consensus','experience','',1,1,'2026-11-26T11:36:11.064+00:00',18,NULL,2940275112717062034);
INSERT INTO "coding" VALUES(42,'9d7866db-2dd7-4ff3-ab97-35bb27863e39',1,'2d02b3de39f7',26,28,2,'anna','experience','',1,1,'2026-11-26T11:36:10.788+00:00',18,NULL,4027280915620753906);
INSERT INTO "coding" VALUES(43,'3f73de85-885a-4853-bdc0-25533fef0e18',1,'2d02b3de39f7',39,43,2,'anna','experience','',1,1,'2026-11-26T11:36:10.875+00:00',18,NULL,8608326591426973647);
INSERT INTO "coding" VALUES(44,'dfa706af-5564-4c51-9a51-31dcd5327713',1,'2d02b3de39f7',10,14,2,'consensus','experience','',1,1,'2026-11-26T11:36:11.064+00:00',18,NULL,-1513486783290385412);
INSERT INTO "coding" VALUES(45,'22d3c895-3039-4244-80a1-7233e8e3ed5b',2,'dfb4ac388085',3,9,5,'anna','experience','tanke',1,0,'2026-11-26T11:36:11.399+00:00',26,NULL,-3722414843209221465);
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
INSERT INTO "content" VALUES('78a5ae751bfa1a0a035a17a571ef32ebd58202f7123494f4e052eb3f0ad4e028','c. Vi ringer altid til skolen først, og så venter vi. Nummer 0.
c. Det går trægt når færre ved hvem der gør hvad 🙂 i Østerby. Nummer 1.
c. Nå men altså én ting er at politiet kommer forbi. Nummer 2.');
INSERT INTO "content" VALUES('b3775fee1d6762e4f8c812e9450fb19e3aca3cf8ebea667c53fc31b91da81bae','[0,63,64,135,136,198]');
INSERT INTO "content" VALUES('2d02b3de39f7a26e216dbff613fd35f3e93c02001c521a043a47c81acf4bc2d3','[navn]. Vi ringer altid tien først, og så venter vi. Nummer 0.
a. Det går trægt når færre ved hvem der gør hvad 🙂 i Østerby. Nummer 1.
a. Nå men altså én ting er at politiet kommer forbi. Nummer 2.');
INSERT INTO "content" VALUES('f225336ef285e16a4a19eb412a01870f75b25b26b709ae08082024aced3fdb25','{"from":[0.0,1.5,3.0],"labels":["I","B"],"spans":[0,62,63,134,135,197],"speaker":[0,1,0],"to":null}');
INSERT INTO "content" VALUES('98d13d79a7b99e3811da80f2de904aceda708e552554c9a4a06deefc23998804','{"edits":[[0,1,6],[21,27,0]],"length":198}');
INSERT INTO "content" VALUES('5c1e803698b3c39980ffc1d8cfcacf512855f42c1ec57f9779051ef9698108bd','{"codes":[{"codable":false,"color":"","cues":[],"definition":"","examples":[],"id":"partner","name":"Partner","not_when":"","use_when":""},{"codable":true,"color":"","cues":[],"definition":"","examples":[],"id":"partner.skole","name":"Partner.Skole","not_when":"","use_when":""},{"codable":true,"color":"","cues":[],"definition":"","examples":[],"id":"partner.politi","name":"Partner.Politi","not_when":"","use_when":""},{"codable":false,"color":"","cues":[],"definition":"","examples":[],"id":"tema","name":"Tema","not_when":"","use_when":""},{"codable":true,"color":"","cues":[],"definition":"","examples":[],"id":"tema.tillid","name":"Tema.Tillid","not_when":"","use_when":""}],"language":"da","title":"Prøve","version":"2"}');
CREATE TABLE decision (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	version TEXT NOT NULL, 
	segment INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	code INTEGER NOT NULL, 
	score DOUBLE NOT NULL, 
	rank INTEGER NOT NULL, 
	suggested INTEGER NOT NULL, 
	model TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	became INTEGER, 
	codebook_version TEXT NOT NULL, 
	round INTEGER NOT NULL, 
	decided_at TEXT NOT NULL, 
	coding TEXT NOT NULL, 
	made INTEGER NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_decision PRIMARY KEY (seq), 
	CONSTRAINT fk_decision_code FOREIGN KEY(code) REFERENCES code ("key"), 
	CONSTRAINT fk_decision_became FOREIGN KEY(became) REFERENCES code ("key"), 
	CONSTRAINT ck_decision_segment_from_1 CHECK (segment >= 1), 
	CONSTRAINT ck_decision_span CHECK (start >= 0 AND start < stop), 
	CONSTRAINT ck_decision_score CHECK (score >= 0 AND score <= 1), 
	CONSTRAINT ck_decision_rank_from_1 CHECK (rank >= 1), 
	CONSTRAINT ck_decision_suggested_or_not CHECK (suggested IN (0, 1)), 
	CONSTRAINT ck_decision_answer CHECK (answer IN ('accept', 'accept_as', 'reject', 'later')), 
	CONSTRAINT ck_decision_became CHECK ((answer IN ('accept', 'accept_as')) = (became IS NOT NULL)), 
	CONSTRAINT ck_decision_round_from_1 CHECK (round >= 1), 
	CONSTRAINT ck_decision_made_or_found CHECK (made IN (0, 1)), 
	CONSTRAINT ck_decision_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_decision_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_decision_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "decision" VALUES(1,'8a5bed0d-ec5e-42fc-9b5f-80857d2a854e',1,'460befc2230b',1,20,24,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T11:36:10.875+00:00','5017a40c-c556-4190-afa5-3f048e129d67',0,8,9,-9037833027603699444);
INSERT INTO "decision" VALUES(2,'27d4bae1-185e-473d-b1f5-c7a24104fc43',1,'460befc2230b',1,22,26,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T11:36:10.875+00:00','e50eae27-3f64-4433-93d2-db8519a8b61e',1,8,9,1447226085292888743);
INSERT INTO "decision" VALUES(3,'6db22a74-c3f3-4cde-9806-30cb4f66742d',1,'460befc2230b',1,23,27,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T11:36:10.875+00:00','',0,8,9,-2715264431890321540);
INSERT INTO "decision" VALUES(4,'30724413-6c30-4f7f-b410-ddc6e6830e67',1,'460befc2230b',1,40,44,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T11:36:10.875+00:00','3f73de85-885a-4853-bdc0-25533fef0e18',1,8,9,7209951921341115102);
INSERT INTO "decision" VALUES(5,'aea2e404-32b6-433b-8cb5-b613bbbfd18f',1,'460befc2230b',1,44,48,2,0.5,1,1,'ridge 1','later','anna',NULL,'1',1,'2026-11-26T11:36:10.875+00:00','',0,8,9,-4163989983846833344);
INSERT INTO "decision" VALUES(6,'e26ef3ea-5e72-47e3-a72d-5bdf12a6d6aa',1,'460befc2230b',1,20,24,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T11:36:10.910+00:00','',0,9,18,6826440434084932871);
INSERT INTO "decision" VALUES(7,'b67b08a9-54a7-4353-81be-4cbcb42023d3',1,'460befc2230b',1,22,26,2,0.5,1,1,'ridge 1','later','anna',NULL,'1',1,'2026-11-26T11:36:10.910+00:00','',0,9,NULL,8960615369905961896);
INSERT INTO "decision" VALUES(8,'3ca72f77-ac68-4975-a129-919cc5678f1b',1,'460befc2230b',1,23,27,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T11:36:10.910+00:00','0b7e665c-0b28-4407-8c2f-4bc4ddafbd7f',1,9,NULL,-6090997970893024115);
INSERT INTO "decision" VALUES(9,'af5e2959-ce30-45f7-9485-4feb8043faeb',1,'460befc2230b',1,40,44,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T11:36:10.910+00:00','',0,9,18,-616806087544249884);
INSERT INTO "decision" VALUES(10,'b00b655c-cfbd-4d3e-9141-f91d2b542150',1,'460befc2230b',1,44,48,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T11:36:10.910+00:00','a5a98ede-f55d-486c-891f-9145f0492fb9',1,9,18,-6234562746127881405);
INSERT INTO "decision" VALUES(11,'b00b655c-cfbd-4d3e-9141-f91d2b542150',1,'2d02b3de39f7',1,43,47,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T11:36:10.910+00:00','a5a98ede-f55d-486c-891f-9145f0492fb9',1,18,NULL,1598957161748236773);
INSERT INTO "decision" VALUES(12,'af5e2959-ce30-45f7-9485-4feb8043faeb',1,'2d02b3de39f7',1,39,43,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T11:36:10.910+00:00','',0,18,NULL,599601476430036429);
INSERT INTO "decision" VALUES(13,'e26ef3ea-5e72-47e3-a72d-5bdf12a6d6aa',1,'2d02b3de39f7',1,25,26,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T11:36:10.910+00:00','',0,18,NULL,-6438756049579346104);
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
INSERT INTO "document" VALUES(1,'6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7',1,'a','a','txt','ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb','utf-8','2026-01-02T03:04:05+00:00',1,NULL,3817890401418532452);
INSERT INTO "document" VALUES(2,'40e6950d-db49-4a8d-8043-123a83dfe15c',2,'b','b','txt','3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d','utf-8','2026-01-02T03:04:05+00:00',1,NULL,-4364210618576559545);
INSERT INTO "document" VALUES(3,'1d8aaba0-8063-49a2-8960-5efca108462c',3,'c','c','txt','2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6','utf-8','2026-01-02T03:04:05+00:00',3,NULL,-7784140121397759447);
CREATE TABLE finished (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	version TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	round INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_finished PRIMARY KEY (seq), 
	CONSTRAINT ck_finished_round_from_1 CHECK (round >= 1), 
	CONSTRAINT ck_finished_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_finished_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_finished_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "finished" VALUES(1,'6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7/anna/1',1,'460befc2230b','anna',1,'2026-11-26T11:36:10.993+00:00',13,18,-8988770798017727587);
INSERT INTO "finished" VALUES(2,'6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7/bo/2',1,'460befc2230b','bo',2,'2026-11-26T11:36:11.024+00:00',14,18,-1656493597741868960);
INSERT INTO "finished" VALUES(3,'6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7/anna/1',1,'2d02b3de39f7','anna',1,'2026-11-26T11:36:10.993+00:00',18,19,-3838876999437132748);
INSERT INTO "finished" VALUES(4,'6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7/bo/2',1,'2d02b3de39f7','bo',2,'2026-11-26T11:36:11.024+00:00',18,NULL,-4135436436282002481);
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
INSERT INTO "memo" VALUES(1,'m','document','a','tanke','','2026-11-26T11:36:11.211+00:00',21,22,-5241383522165783294);
INSERT INTO "memo" VALUES(2,'m','document','a','tanke','','2026-11-26T11:36:11.211+00:00',23,24,-5241383522165783294);
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('study_id','demo',2273971105096968907);
INSERT INTO "meta" VALUES('generation','fbc29a05-8ce8-432b-b719-90d91ace0f31',5394266204370505198);
INSERT INTO "meta" VALUES('schema','249cc080f025913c44955b88cd50b4d61d19621d67c64ca40cb44f6a766115fc',3272550061463413068);
CREATE TABLE round (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	opened_at TEXT NOT NULL, 
	opened_by TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_round PRIMARY KEY (seq), 
	CONSTRAINT ck_round_number_from_1 CHECK (number >= 1), 
	CONSTRAINT ck_round_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_round_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_round_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "round" VALUES(1,'2',2,'anden gennemgang','','',10,NULL,7289980332559988103);
INSERT INTO "round" VALUES(2,'1',1,'','2026-11-26T11:36:11.046+00:00','lis',15,NULL,-5229025390215288630);
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
INSERT INTO "segmentation" VALUES(1,'1/turns',1,'turns','turn','460befc2230b','turn/1','b3775fee1d6762e4f8c812e9450fb19e3aca3cf8ebea667c53fc31b91da81bae',7,18,-8774061213454997248);
CREATE TABLE settlement (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	version TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	coder TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	sources TEXT NOT NULL, 
	codings TEXT NOT NULL, 
	memo TEXT NOT NULL, 
	settled_by TEXT NOT NULL, 
	round INTEGER NOT NULL, 
	settled_at TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_settlement PRIMARY KEY (seq), 
	CONSTRAINT ck_settlement_span CHECK (start >= 0 AND start < stop), 
	CONSTRAINT ck_settlement_outcome CHECK (outcome IN ('agreed', 'chosen', 'merged', 'new', 'none')), 
	CONSTRAINT ck_settlement_round_from_1 CHECK (round >= 1), 
	CONSTRAINT ck_settlement_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_settlement_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_settlement_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "settlement" VALUES(1,'0d8390e6-453d-4710-9ecf-d8aa05e13f95',1,'460befc2230b',0,20,'consensus','merged','["2e2f9d62-ad9f-4690-86ea-d21b228ce7e7"]','["dfa706af-5564-4c51-9a51-31dcd5327713"]','','lis',1,'2026-11-26T11:36:11.069+00:00',16,17,-3933813711569566988);
INSERT INTO "settlement" VALUES(2,'b3d9e4a8-8b66-437d-9230-5b263e8c115e',1,'460befc2230b',21,27,'consensus','merged','["5017a40c-c556-4190-afa5-3f048e129d67","3e458886-aeed-4176-bed7-8d1552f2b4b8"]','["89310f1c-6d20-4b57-8c42-bdcfc8ad139e"]','','lis',1,'2026-11-26T11:36:11.069+00:00',16,18,-5734719373664129267);
INSERT INTO "settlement" VALUES(3,'cefd9fc1-5401-4bd2-bcf9-fc3de837ca2c',1,'460befc2230b',4,12,'consensus','none','[]','[]','nej','lis',1,'2026-11-26T11:36:11.089+00:00',17,18,-4477526016564050435);
INSERT INTO "settlement" VALUES(4,'cefd9fc1-5401-4bd2-bcf9-fc3de837ca2c',1,'2d02b3de39f7',9,17,'consensus','none','[]','[]','nej','lis',1,'2026-11-26T11:36:11.089+00:00',18,NULL,4252832071965400659);
CREATE TABLE touch (
	thing TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	CONSTRAINT pk_touch PRIMARY KEY (thing, rev), 
	CONSTRAINT fk_touch_rev FOREIGN KEY(rev) REFERENCES action (rev)
);
INSERT INTO "touch" VALUES('documents',1);
INSERT INTO "touch" VALUES('text:40e6950d-db49-4a8d-8043-123a83dfe15c',1);
INSERT INTO "touch" VALUES('text:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7',1);
INSERT INTO "touch" VALUES('codebook',2);
INSERT INTO "touch" VALUES('documents',3);
INSERT INTO "touch" VALUES('text:1d8aaba0-8063-49a2-8960-5efca108462c',3);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',4);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',5);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',6);
INSERT INTO "touch" VALUES('segmentation:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7',7);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',8);
INSERT INTO "touch" VALUES('decisions:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',8);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',9);
INSERT INTO "touch" VALUES('decisions:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',9);
INSERT INTO "touch" VALUES('rounds',10);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',11);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:bo',11);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:bo',12);
INSERT INTO "touch" VALUES('finished:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',13);
INSERT INTO "touch" VALUES('finished:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:bo',14);
INSERT INTO "touch" VALUES('rounds',15);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:consensus',16);
INSERT INTO "touch" VALUES('settlements:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:consensus',16);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:consensus',17);
INSERT INTO "touch" VALUES('settlements:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:consensus',17);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',18);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:bo',18);
INSERT INTO "touch" VALUES('codings:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:consensus',18);
INSERT INTO "touch" VALUES('decisions:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',18);
INSERT INTO "touch" VALUES('finished:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',18);
INSERT INTO "touch" VALUES('finished:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:bo',18);
INSERT INTO "touch" VALUES('segmentation:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7',18);
INSERT INTO "touch" VALUES('settlements:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:consensus',18);
INSERT INTO "touch" VALUES('text:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7',18);
INSERT INTO "touch" VALUES('finished:6e2d1c3d-ca39-4d34-9311-1ae0697fc5d7:anna',19);
INSERT INTO "touch" VALUES('codebook',20);
INSERT INTO "touch" VALUES('memo:m',21);
INSERT INTO "touch" VALUES('memo:m',22);
INSERT INTO "touch" VALUES('memo:m',23);
INSERT INTO "touch" VALUES('memo:m',24);
INSERT INTO "touch" VALUES('codebook',25);
INSERT INTO "touch" VALUES('codings:40e6950d-db49-4a8d-8043-123a83dfe15c:anna',26);
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
INSERT INTO "version" VALUES(3,'3/1',3,1,'imported','78a5ae751bfa1a0a035a17a571ef32ebd58202f7123494f4e052eb3f0ad4e028','cc13d7c035c2c458a5b607a47aa5491f93e90de0ea32bb203a87dacfd93701fc',198,3,NULL,NULL,3,NULL,-8275765457534101254);
INSERT INTO "version" VALUES(4,'1/2',1,2,'pseudonymised','2d02b3de39f7a26e216dbff613fd35f3e93c02001c521a043a47c81acf4bc2d3','f225336ef285e16a4a19eb412a01870f75b25b26b709ae08082024aced3fdb25',197,3,1,'98d13d79a7b99e3811da80f2de904aceda708e552554c9a4a06deefc23998804',18,NULL,4381207166339265551);
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
CREATE INDEX ix_decision_from_rev ON decision (from_rev);
CREATE INDEX ix_decision_to_rev ON decision (to_rev, document, coder);
CREATE UNIQUE INDEX ux_decision_id ON decision (id) WHERE to_rev IS NULL;
CREATE INDEX ix_round_from_rev ON round (from_rev);
CREATE INDEX ix_round_to_rev ON round (to_rev);
CREATE UNIQUE INDEX ux_round_id ON round (id) WHERE to_rev IS NULL;
CREATE INDEX ix_finished_from_rev ON finished (from_rev);
CREATE INDEX ix_finished_to_rev ON finished (to_rev, document, coder);
CREATE UNIQUE INDEX ux_finished_id ON finished (id) WHERE to_rev IS NULL;
CREATE INDEX ix_settlement_from_rev ON settlement (from_rev);
CREATE INDEX ix_settlement_to_rev ON settlement (to_rev, document, coder);
CREATE UNIQUE INDEX ux_settlement_id ON settlement (id) WHERE to_rev IS NULL;
COMMIT;
