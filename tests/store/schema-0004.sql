-- A study as the fourth schema kept it: written by qualcode at schema 0004 (the last commit before 0005) with the made-up
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
INSERT INTO "action" VALUES(1,'2026-11-26T14:56:15.905+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','add documents','{"documents": 2}',NULL,988686550070137636);
INSERT INTO "action" VALUES(2,'2026-11-26T14:56:15.944+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','codebook','{"codes": 5}',NULL,3519505952581586873);
INSERT INTO "action" VALUES(3,'2026-11-26T14:56:15.975+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','add documents','{"documents": 1}',NULL,3889163297324259818);
INSERT INTO "action" VALUES(4,'2026-11-26T14:56:16.020+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','add codings','{"added": 10, "memos": 0}',NULL,-6318836183858100536);
INSERT INTO "action" VALUES(5,'2026-11-26T14:56:16.049+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','withdraw codings','{"codings": 4}',NULL,4745991847176161671);
INSERT INTO "action" VALUES(6,'2026-11-26T14:56:16.078+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','reinstate codings','{"codings": 1}',NULL,7750406344805192436);
INSERT INTO "action" VALUES(7,'2026-11-26T14:56:16.110+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','segment','{"segmentations": 1}',NULL,4074293727282506913);
INSERT INTO "action" VALUES(8,'2026-11-26T14:56:16.123+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','decide','{"accept": 3, "codings": 2, "later": 1, "reject": 1}',NULL,5649980548480199140);
INSERT INTO "action" VALUES(9,'2026-11-26T14:56:16.156+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','decide','{"accept": 2, "codings": 2, "later": 1, "reject": 2, "withdrawn": 2}',NULL,-4973163569613784112);
INSERT INTO "action" VALUES(10,'2026-11-26T14:56:16.172+00:00','lis','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','start round','{"rounds": 1}',NULL,-4991185146144132352);
INSERT INTO "action" VALUES(11,'2026-11-26T14:56:16.209+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','code','{"added": 2, "reinstated": 1, "withdrawn": 1}',NULL,-2687946738847531503);
INSERT INTO "action" VALUES(12,'2026-11-26T14:56:16.243+00:00','bo','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','edit coding','{"codings": 1}',NULL,7859663750488680813);
INSERT INTO "action" VALUES(13,'2026-11-26T14:56:16.269+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','finish','{"documents": 1}',NULL,6668097625810181565);
INSERT INTO "action" VALUES(14,'2026-11-26T14:56:16.296+00:00','bo','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','finish','{"documents": 1}',NULL,-2414395326017340404);
INSERT INTO "action" VALUES(15,'2026-11-26T14:56:16.314+00:00','lis','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','open round','{"rounds": 1}',NULL,699577534423739506);
INSERT INTO "action" VALUES(16,'2026-11-26T14:56:16.349+00:00','lis','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','settle','{"added": 2, "settled": 2}',NULL,-3449564091951666241);
INSERT INTO "action" VALUES(17,'2026-11-26T14:56:16.382+00:00','lis','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','settle','{"settled": 1, "withdrawn": 1}',NULL,-5188944996800265022);
INSERT INTO "action" VALUES(18,'2026-11-26T14:56:16.422+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','quotes','{"quotes": 3}',NULL,-5972892231912084055);
INSERT INTO "action" VALUES(19,'2026-11-26T14:56:16.452+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','replies','{"replies": 2}',NULL,6064900984210718060);
INSERT INTO "action" VALUES(20,'2026-11-26T14:56:16.474+00:00','lis','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','clear','{"clearances": 2}',NULL,2480600862492721314);
INSERT INTO "action" VALUES(21,'2026-11-26T14:56:16.503+00:00','lis','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','clear','{"clearances": 1}',NULL,-7305859118782685855);
INSERT INTO "action" VALUES(22,'2026-11-26T14:56:16.525+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','quotes','{"quotes": 1}',NULL,4491595650866352570);
INSERT INTO "action" VALUES(23,'2026-11-26T14:56:16.555+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','quotes','{"dropped": 1}',NULL,6701596887738424210);
INSERT INTO "action" VALUES(24,'2026-11-26T14:56:16.592+00:00','bo','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','add versions','{"carried": 12, "decisions": 3, "lost": 3, "merged": 0, "quotes": 2, "settlements": 1, "unquoted": 1, "unsettled": 1, "versions": 1}',NULL,3475624049716962740);
INSERT INTO "action" VALUES(25,'2026-11-26T14:56:16.629+00:00','anna','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','unfinish','{"documents": 1}',NULL,2718370424503823921);
INSERT INTO "action" VALUES(26,'2026-11-26T14:56:16.657+00:00','bo','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','codebook','{"codes": 5}',NULL,5149354938078929163);
INSERT INTO "action" VALUES(27,'2026-11-26T14:56:16.684+00:00','bo','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','memo','{"memos": 1}',NULL,5321514313236175012);
INSERT INTO "action" VALUES(28,'2026-11-26T14:56:16.709+00:00','bo','8b41021c-8a73-477f-b3e3-5f2f8ae5b0cf','undo','{"memos": 1}',27,-6515383227656756579);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE clearance (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	item TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	decision TEXT NOT NULL, 
	cleared_by TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	cleared_at TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_clearance PRIMARY KEY (seq), 
	CONSTRAINT ck_clearance_decision CHECK (decision IN ('print', 'hold', 'override')), 
	CONSTRAINT ck_clearance_override_has_a_reason CHECK (decision != 'override' OR reason != ''), 
	CONSTRAINT ck_clearance_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_clearance_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_clearance_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "clearance" VALUES(1,'b1206208-ba3f-4670-9627-9d894dfbbcae','9979b960-cd8a-5466-afa6-eacd07f97509','5f5f5f5f5f5f','print','lis','','2026-11-26T14:56:16.474+00:00',20,21,-6256722137985386164);
INSERT INTO "clearance" VALUES(2,'3d7024a1-769c-4b4b-ae18-574ec11007b8','f_1c5642bd2b','5f5f5f5f5f5f','override','lis','fordi','2026-11-26T14:56:16.474+00:00',20,NULL,-4187595614652597333);
INSERT INTO "clearance" VALUES(3,'0245bae8-a12c-4fe1-b65f-843802ed2cd3','9979b960-cd8a-5466-afa6-eacd07f97509','5f5f5f5f5f5f','hold','lis','','2026-11-26T14:56:16.502+00:00',21,NULL,8259173735363291765);
CREATE TABLE code (
	"key" INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	uuid TEXT NOT NULL, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_code PRIMARY KEY ("key"), 
	CONSTRAINT uq_code_id UNIQUE (id)
);
INSERT INTO "code" VALUES(1,'partner','760cee66-51d8-4ffa-adb8-8178e21f33d4',-1752665289703556629);
INSERT INTO "code" VALUES(2,'partner.skole','03ca047d-5a0a-4379-8891-0f91629f930d',-585279616736928389);
INSERT INTO "code" VALUES(3,'partner.politi','2fe4106a-665b-40d7-aa88-a0b694ceed3f',-3273537823151808013);
INSERT INTO "code" VALUES(4,'tema','35e1620d-9e7c-4693-9ebc-fa251ed8bace',1052051374775599301);
INSERT INTO "code" VALUES(5,'tema.tillid','b0a429a8-fa7b-4195-be9d-95cd645cb595',716962995188893203);
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
INSERT INTO "codebook" VALUES(1,'codebook',1,'0d855343a993ec9b1989b415426c774a35981228735d937cfeeb5c011e7a5bd9','0000000000000000000000000000000000000000000000000000000000000000','2026-11-26T14:56:15.945+00:00',2,26,5763540281536571853);
INSERT INTO "codebook" VALUES(2,'codebook',2,'5c1e803698b3c39980ffc1d8cfcacf512855f42c1ec57f9779051ef9698108bd','2222222222222222222222222222222222222222222222222222222222222222','2026-11-26T14:56:16.658+00:00',26,NULL,-5331225536699217774);
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
INSERT INTO "coding" VALUES(1,'ba64be4e-1781-4fc0-90c9-4ddd3d80d85c',1,'460befc2230b',20,24,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,5,5043810833207576265);
INSERT INTO "coding" VALUES(2,'2afbda7c-766b-44b2-8b4d-4c1a393ac539',1,'460befc2230b',21,25,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,5,-9191370559070579158);
INSERT INTO "coding" VALUES(3,'9c311cc8-1358-4b4c-a624-60fa9ce58fe0',1,'460befc2230b',22,26,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,5,-6726916198468622859);
INSERT INTO "coding" VALUES(4,'39897472-f621-40cb-8fba-e7c78c0cb5fe',1,'460befc2230b',23,27,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,5,-4173618309875580156);
INSERT INTO "coding" VALUES(5,'95d487d8-ae11-4919-91eb-555c5f91a009',1,'460befc2230b',24,28,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,24,-8706265808080200102);
INSERT INTO "coding" VALUES(6,'70444f22-461c-4e23-b1cf-16271615dfe2',1,'460befc2230b',25,29,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,11,-2436512507796648872);
INSERT INTO "coding" VALUES(7,'375e661a-d534-4443-9bc0-4197c81d1094',1,'460befc2230b',26,30,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,24,1985740823067995007);
INSERT INTO "coding" VALUES(8,'081a158e-71bd-4406-9bb0-13131e91b9b3',1,'460befc2230b',27,31,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,24,-9159048470224694404);
INSERT INTO "coding" VALUES(9,'39dd0a88-9343-4a50-b0d9-c90f935ea013',1,'460befc2230b',28,32,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,24,-183639699053316301);
INSERT INTO "coding" VALUES(10,'f5459654-d8b9-4d95-9ff8-2ebf8b4d2a8c',1,'460befc2230b',29,33,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',4,24,-1001691209588918091);
INSERT INTO "coding" VALUES(11,'2afbda7c-766b-44b2-8b4d-4c1a393ac539',1,'460befc2230b',21,25,2,'anna','experience','',1,1,'2026-11-26T14:56:16.021+00:00',5,11,1251564065041280964);
INSERT INTO "coding" VALUES(12,'39897472-f621-40cb-8fba-e7c78c0cb5fe',1,'460befc2230b',23,27,2,'anna','experience','',1,1,'2026-11-26T14:56:16.021+00:00',5,9,-3386853111021176302);
INSERT INTO "coding" VALUES(13,'9c311cc8-1358-4b4c-a624-60fa9ce58fe0',1,'460befc2230b',22,26,2,'anna','experience','',1,1,'2026-11-26T14:56:16.021+00:00',5,8,4926395805433093564);
INSERT INTO "coding" VALUES(14,'ba64be4e-1781-4fc0-90c9-4ddd3d80d85c',1,'460befc2230b',20,24,2,'anna','experience','',1,1,'2026-11-26T14:56:16.021+00:00',5,6,1925334080660401887);
INSERT INTO "coding" VALUES(15,'ba64be4e-1781-4fc0-90c9-4ddd3d80d85c',1,'460befc2230b',20,24,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',6,24,5043810833207576265);
INSERT INTO "coding" VALUES(16,'d6567a06-0c70-4e8c-bf40-cae61179adef',1,'460befc2230b',40,44,2,'anna','experience','',1,0,'2026-11-26T14:56:16.123+00:00',8,9,-1180432930444731258);
INSERT INTO "coding" VALUES(17,'9c311cc8-1358-4b4c-a624-60fa9ce58fe0',1,'460befc2230b',22,26,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',8,9,-6726916198468622859);
INSERT INTO "coding" VALUES(18,'cf86d5e2-7e19-4980-9736-f96bab129193',1,'460befc2230b',44,48,2,'anna','experience','',1,0,'2026-11-26T14:56:16.151+00:00',9,24,6261348847836738941);
INSERT INTO "coding" VALUES(19,'39897472-f621-40cb-8fba-e7c78c0cb5fe',1,'460befc2230b',23,27,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',9,24,-4173618309875580156);
INSERT INTO "coding" VALUES(20,'d6567a06-0c70-4e8c-bf40-cae61179adef',1,'460befc2230b',40,44,2,'anna','experience','',1,1,'2026-11-26T14:56:16.123+00:00',9,24,-8606497800662428682);
INSERT INTO "coding" VALUES(21,'9c311cc8-1358-4b4c-a624-60fa9ce58fe0',1,'460befc2230b',22,26,2,'anna','experience','',1,1,'2026-11-26T14:56:16.021+00:00',9,NULL,4926395805433093564);
INSERT INTO "coding" VALUES(22,'c13ca251-c9ad-4bf4-bc4e-f2761a2fff13',1,'460befc2230b',5,9,2,'bo','experience','',2,0,'2026-11-26T14:56:16.208+00:00',11,12,-1706992638745269614);
INSERT INTO "coding" VALUES(23,'b94cfb4f-4e58-4315-86f3-2f47cc5b4dae',1,'460befc2230b',7,12,2,'anna','experience','',1,0,'2026-11-26T14:56:16.208+00:00',11,24,4848084330671851884);
INSERT INTO "coding" VALUES(24,'2afbda7c-766b-44b2-8b4d-4c1a393ac539',1,'460befc2230b',21,25,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',11,24,-9191370559070579158);
INSERT INTO "coding" VALUES(25,'70444f22-461c-4e23-b1cf-16271615dfe2',1,'460befc2230b',25,29,2,'anna','experience','',1,1,'2026-11-26T14:56:16.021+00:00',11,24,4335000805613507087);
INSERT INTO "coding" VALUES(26,'c13ca251-c9ad-4bf4-bc4e-f2761a2fff13',1,'460befc2230b',5,9,2,'bo','wish','tanke',2,0,'2026-11-26T14:56:16.208+00:00',12,24,4663525096998592296);
INSERT INTO "coding" VALUES(27,'b399899a-bcf6-41eb-9139-cd6a19eb4969',1,'460befc2230b',5,9,2,'consensus','experience','',1,0,'2026-11-26T14:56:16.345+00:00',16,17,-8737341084051465283);
INSERT INTO "coding" VALUES(28,'6aba63de-ef32-4391-85d9-1383376c5ed3',1,'460befc2230b',22,26,2,'consensus','experience','',1,0,'2026-11-26T14:56:16.345+00:00',16,24,-1873484421735927425);
INSERT INTO "coding" VALUES(29,'b399899a-bcf6-41eb-9139-cd6a19eb4969',1,'460befc2230b',5,9,2,'consensus','experience','',1,1,'2026-11-26T14:56:16.345+00:00',17,24,-4021764023754067652);
INSERT INTO "coding" VALUES(30,'95d487d8-ae11-4919-91eb-555c5f91a009',1,'2d02b3de39f7',26,27,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',24,NULL,-3835164110622112409);
INSERT INTO "coding" VALUES(31,'375e661a-d534-4443-9bc0-4197c81d1094',1,'2d02b3de39f7',26,29,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',24,NULL,-5937502645806030638);
INSERT INTO "coding" VALUES(32,'081a158e-71bd-4406-9bb0-13131e91b9b3',1,'2d02b3de39f7',26,30,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',24,NULL,2730597187829641453);
INSERT INTO "coding" VALUES(33,'39dd0a88-9343-4a50-b0d9-c90f935ea013',1,'2d02b3de39f7',27,31,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',24,NULL,7344272798106671059);
INSERT INTO "coding" VALUES(34,'f5459654-d8b9-4d95-9ff8-2ebf8b4d2a8c',1,'2d02b3de39f7',28,32,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',24,NULL,-631871503350333253);
INSERT INTO "coding" VALUES(35,'ba64be4e-1781-4fc0-90c9-4ddd3d80d85c',1,'2d02b3de39f7',25,26,2,'anna','experience','',1,0,'2026-11-26T14:56:16.021+00:00',24,NULL,9172151228097573323);
INSERT INTO "coding" VALUES(36,'39897472-f621-40cb-8fba-e7c78c0cb5fe',1,'460befc2230b',23,27,2,'anna','experience','',1,1,'2026-11-26T14:56:16.021+00:00',24,NULL,-3386853111021176302);
INSERT INTO "coding" VALUES(37,'2afbda7c-766b-44b2-8b4d-4c1a393ac539',1,'460befc2230b',21,25,2,'anna','experience','',1,1,'2026-11-26T14:56:16.021+00:00',24,NULL,1251564065041280964);
INSERT INTO "coding" VALUES(38,'cf86d5e2-7e19-4980-9736-f96bab129193',1,'2d02b3de39f7',43,47,2,'anna','experience','',1,0,'2026-11-26T14:56:16.151+00:00',24,NULL,-8850479689578634307);
INSERT INTO "coding" VALUES(39,'b94cfb4f-4e58-4315-86f3-2f47cc5b4dae',1,'2d02b3de39f7',12,17,2,'anna','experience','',1,0,'2026-11-26T14:56:16.208+00:00',24,NULL,-4670783976568343723);
INSERT INTO "coding" VALUES(40,'c13ca251-c9ad-4bf4-bc4e-f2761a2fff13',1,'2d02b3de39f7',10,14,2,'bo','wish','tanke',2,0,'2026-11-26T14:56:16.208+00:00',24,NULL,-1967074208896549592);
INSERT INTO "coding" VALUES(41,'6aba63de-ef32-4391-85d9-1383376c5ed3',1,'460befc2230b',22,26,2,'consensus','experience','',1,1,'2026-11-26T14:56:16.345+00:00',24,NULL,-4423527602411345584);
INSERT INTO "coding" VALUES(42,'70444f22-461c-4e23-b1cf-16271615dfe2',1,'2d02b3de39f7',26,28,2,'anna','experience','',1,1,'2026-11-26T14:56:16.021+00:00',24,NULL,211699615610459074);
INSERT INTO "coding" VALUES(43,'d6567a06-0c70-4e8c-bf40-cae61179adef',1,'2d02b3de39f7',39,43,2,'anna','experience','',1,1,'2026-11-26T14:56:16.123+00:00',24,NULL,7477031627686389630);
INSERT INTO "coding" VALUES(44,'b399899a-bcf6-41eb-9139-cd6a19eb4969',1,'2d02b3de39f7',10,14,2,'consensus','experience','',1,1,'2026-11-26T14:56:16.345+00:00',24,NULL,-4193451806225012516);
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
INSERT INTO "decision" VALUES(1,'39028deb-98cd-4c90-9f84-4ba8a4c3abc6',1,'460befc2230b',1,20,24,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T14:56:16.123+00:00','ba64be4e-1781-4fc0-90c9-4ddd3d80d85c',0,8,9,-6618958576036403742);
INSERT INTO "decision" VALUES(2,'6faed893-a993-428b-a968-5c5b2094e279',1,'460befc2230b',1,22,26,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T14:56:16.123+00:00','9c311cc8-1358-4b4c-a624-60fa9ce58fe0',1,8,9,-2118716990227442311);
INSERT INTO "decision" VALUES(3,'5160bf39-7a28-4797-aa5a-fcf32ee84513',1,'460befc2230b',1,23,27,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T14:56:16.123+00:00','',0,8,9,8765878397707293341);
INSERT INTO "decision" VALUES(4,'06759fb0-8bba-4614-bc32-937dccc268f2',1,'460befc2230b',1,40,44,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T14:56:16.123+00:00','d6567a06-0c70-4e8c-bf40-cae61179adef',1,8,9,4857800596836490242);
INSERT INTO "decision" VALUES(5,'232af6d8-6888-45d9-9ef6-37c406b001da',1,'460befc2230b',1,44,48,2,0.5,1,1,'ridge 1','later','anna',NULL,'1',1,'2026-11-26T14:56:16.123+00:00','',0,8,9,7772820165516839);
INSERT INTO "decision" VALUES(6,'6a5a7b39-2dc0-4748-a199-909c199262eb',1,'460befc2230b',1,20,24,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T14:56:16.151+00:00','',0,9,24,3372082485979639822);
INSERT INTO "decision" VALUES(7,'5e5a7149-74c2-4ccc-8d2f-909fed0c4792',1,'460befc2230b',1,22,26,2,0.5,1,1,'ridge 1','later','anna',NULL,'1',1,'2026-11-26T14:56:16.151+00:00','',0,9,NULL,-6461461182402756968);
INSERT INTO "decision" VALUES(8,'3864055f-9f87-421f-9e8f-c70ac3965246',1,'460befc2230b',1,23,27,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T14:56:16.151+00:00','39897472-f621-40cb-8fba-e7c78c0cb5fe',1,9,NULL,-6318124502362658981);
INSERT INTO "decision" VALUES(9,'769b77d4-8427-45d7-9b6d-47642b6deb3a',1,'460befc2230b',1,40,44,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T14:56:16.151+00:00','',0,9,24,-4993499406727121115);
INSERT INTO "decision" VALUES(10,'a2a2e34b-b31e-4cc1-bf93-4371ab49cc27',1,'460befc2230b',1,44,48,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T14:56:16.151+00:00','cf86d5e2-7e19-4980-9736-f96bab129193',1,9,24,-9059700274969720549);
INSERT INTO "decision" VALUES(11,'a2a2e34b-b31e-4cc1-bf93-4371ab49cc27',1,'2d02b3de39f7',1,43,47,2,0.5,1,1,'ridge 1','accept','anna',2,'1',1,'2026-11-26T14:56:16.151+00:00','cf86d5e2-7e19-4980-9736-f96bab129193',1,24,NULL,-239506714564467094);
INSERT INTO "decision" VALUES(12,'769b77d4-8427-45d7-9b6d-47642b6deb3a',1,'2d02b3de39f7',1,39,43,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T14:56:16.151+00:00','',0,24,NULL,4016417731123571123);
INSERT INTO "decision" VALUES(13,'6a5a7b39-2dc0-4748-a199-909c199262eb',1,'2d02b3de39f7',1,25,26,2,0.5,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-11-26T14:56:16.151+00:00','',0,24,NULL,8178033962930136394);
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
INSERT INTO "document" VALUES(1,'f129a681-374b-424b-8a29-146dbcec642f',1,'a','a','txt','ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb','utf-8','2026-01-02T03:04:05+00:00',1,NULL,6516162030538052783);
INSERT INTO "document" VALUES(2,'7f7d2b0b-1746-42cb-85ea-f7df240dd083',2,'b','b','txt','3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d','utf-8','2026-01-02T03:04:05+00:00',1,NULL,-321062601053073061);
INSERT INTO "document" VALUES(3,'00c4df78-599e-4f52-9609-c290cf5b8a87',3,'c','c','txt','2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6','utf-8','2026-01-02T03:04:05+00:00',3,NULL,8398528099230950741);
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
INSERT INTO "finished" VALUES(1,'f129a681-374b-424b-8a29-146dbcec642f/anna/1',1,'460befc2230b','anna',1,'2026-11-26T14:56:16.270+00:00',13,24,3739265485118708526);
INSERT INTO "finished" VALUES(2,'f129a681-374b-424b-8a29-146dbcec642f/bo/2',1,'460befc2230b','bo',2,'2026-11-26T14:56:16.297+00:00',14,24,-1319066825936388105);
INSERT INTO "finished" VALUES(3,'f129a681-374b-424b-8a29-146dbcec642f/anna/1',1,'2d02b3de39f7','anna',1,'2026-11-26T14:56:16.270+00:00',24,25,5231331015892750945);
INSERT INTO "finished" VALUES(4,'f129a681-374b-424b-8a29-146dbcec642f/bo/2',1,'2d02b3de39f7','bo',2,'2026-11-26T14:56:16.297+00:00',24,NULL,-1500880137549243985);
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
INSERT INTO "memo" VALUES(1,'m','document','a','tanke','','2026-11-26T14:56:16.684+00:00',27,28,-4788543568874912778);
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('study_id','demo',2273971105096968907);
INSERT INTO "meta" VALUES('generation','cc62b844-9a2e-4ff9-be65-1c3b315e4779',7095898352949241740);
INSERT INTO "meta" VALUES('schema','052fef8adc123f70ed9d4b51769116d79d73b387f113dbb9b2a2a42c07733178',8185363285580777587);
CREATE TABLE quote (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	version TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	pieces TEXT NOT NULL, 
	codings TEXT NOT NULL, 
	codes TEXT NOT NULL, 
	speaker TEXT NOT NULL, 
	area TEXT NOT NULL, 
	text TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_quote PRIMARY KEY (seq), 
	CONSTRAINT ck_quote_span CHECK (start >= 0 AND start < stop), 
	CONSTRAINT ck_quote_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_quote_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_quote_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "quote" VALUES(1,'9979b960-cd8a-5466-afa6-eacd07f97509',1,'460befc2230b',0,20,'[0,10,15,20]','["ba64be4e-1781-4fc0-90c9-4ddd3d80d85c","2afbda7c-766b-44b2-8b4d-4c1a393ac539"]','[]','p1','children','a. Vi ring (…) tid t',18,24,-6384943346496925173);
INSERT INTO "quote" VALUES(2,'aa1b8d98-ce3b-582e-bd4e-6268dc15565e',1,'460befc2230b',21,27,'[21,27]','[]','[]','p1','children','l skol',18,24,-3616823228326325459);
INSERT INTO "quote" VALUES(3,'907358a5-9f56-5096-a28c-e2f492bf7a31',1,'460befc2230b',30,40,'[30,40]','[]','[]','p1','children','først, og ',18,24,9132267068468166315);
INSERT INTO "quote" VALUES(4,'55a7c55f-fd09-52ed-bdf1-761063660be5',1,'460befc2230b',50,60,'[50,60]','[]','[]','p1','children','vi. Nummer',22,23,8431752991685498627);
INSERT INTO "quote" VALUES(5,'9979b960-cd8a-5466-afa6-eacd07f97509',1,'2d02b3de39f7',0,25,'[0,15,20,25]','["ba64be4e-1781-4fc0-90c9-4ddd3d80d85c","2afbda7c-766b-44b2-8b4d-4c1a393ac539"]','[]','p1','children','[navn]. Vi ring (…) tid t',24,NULL,803200627820882613);
INSERT INTO "quote" VALUES(6,'907358a5-9f56-5096-a28c-e2f492bf7a31',1,'2d02b3de39f7',29,39,'[29,39]','[]','[]','p1','children','først, og ',24,NULL,1299210684000507679);
CREATE TABLE reply (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	item TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	text TEXT NOT NULL, 
	answered_by TEXT NOT NULL, 
	answered_at TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	from_rev INTEGER NOT NULL, 
	to_rev INTEGER, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_reply PRIMARY KEY (seq), 
	CONSTRAINT ck_reply_answer CHECK (answer IN ('approved', 'changed', 'withdrawn')), 
	CONSTRAINT ck_reply_ends_after_it_begins CHECK (to_rev IS NULL OR to_rev > from_rev), 
	CONSTRAINT fk_reply_from_rev FOREIGN KEY(from_rev) REFERENCES action (rev), 
	CONSTRAINT fk_reply_to_rev FOREIGN KEY(to_rev) REFERENCES action (rev)
);
INSERT INTO "reply" VALUES(1,'3d15c72f-6201-4bbc-a395-24e0de70019d',1,'9979b960-cd8a-5466-afa6-eacd07f97509','approved','a. Vi ring (…) tid t','R2','2026-05-01','',19,NULL,7958857714793169010);
INSERT INTO "reply" VALUES(2,'66bfffcf-99ba-495f-a834-927f405dd964',1,'907358a5-9f56-5096-a28c-e2f492bf7a31','changed','Noget andet.','R2','2026-05-01','hm',19,NULL,-4265854253814400131);
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
INSERT INTO "round" VALUES(2,'1',1,'','2026-11-26T14:56:16.315+00:00','lis',15,NULL,-3936160632004060409);
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
INSERT INTO "segmentation" VALUES(1,'1/turns',1,'turns','turn','460befc2230b','turn/1','b3775fee1d6762e4f8c812e9450fb19e3aca3cf8ebea667c53fc31b91da81bae',7,24,-8774061213454997248);
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
INSERT INTO "settlement" VALUES(1,'aa0849ae-e325-482f-91db-830c60c3073c',1,'460befc2230b',0,20,'consensus','merged','["c13ca251-c9ad-4bf4-bc4e-f2761a2fff13"]','["b399899a-bcf6-41eb-9139-cd6a19eb4969"]','','lis',1,'2026-11-26T14:56:16.347+00:00',16,17,6889590570557104845);
INSERT INTO "settlement" VALUES(2,'806dc1ee-380a-42b0-9b24-c4f0b845ab5b',1,'460befc2230b',21,27,'consensus','merged','["ba64be4e-1781-4fc0-90c9-4ddd3d80d85c","2afbda7c-766b-44b2-8b4d-4c1a393ac539"]','["6aba63de-ef32-4391-85d9-1383376c5ed3"]','','lis',1,'2026-11-26T14:56:16.347+00:00',16,24,4918030151319628184);
INSERT INTO "settlement" VALUES(3,'69c9658c-92d3-43c7-9f99-fca5a59997a7',1,'460befc2230b',4,12,'consensus','none','[]','[]','nej','lis',1,'2026-11-26T14:56:16.381+00:00',17,24,-8332324916780568601);
INSERT INTO "settlement" VALUES(4,'69c9658c-92d3-43c7-9f99-fca5a59997a7',1,'2d02b3de39f7',9,17,'consensus','none','[]','[]','nej','lis',1,'2026-11-26T14:56:16.381+00:00',24,NULL,-6181267053035776402);
CREATE TABLE touch (
	thing TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	CONSTRAINT pk_touch PRIMARY KEY (thing, rev), 
	CONSTRAINT fk_touch_rev FOREIGN KEY(rev) REFERENCES action (rev)
);
INSERT INTO "touch" VALUES('documents',1);
INSERT INTO "touch" VALUES('text:7f7d2b0b-1746-42cb-85ea-f7df240dd083',1);
INSERT INTO "touch" VALUES('text:f129a681-374b-424b-8a29-146dbcec642f',1);
INSERT INTO "touch" VALUES('codebook',2);
INSERT INTO "touch" VALUES('documents',3);
INSERT INTO "touch" VALUES('text:00c4df78-599e-4f52-9609-c290cf5b8a87',3);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:anna',4);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:anna',5);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:anna',6);
INSERT INTO "touch" VALUES('segmentation:f129a681-374b-424b-8a29-146dbcec642f',7);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:anna',8);
INSERT INTO "touch" VALUES('decisions:f129a681-374b-424b-8a29-146dbcec642f:anna',8);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:anna',9);
INSERT INTO "touch" VALUES('decisions:f129a681-374b-424b-8a29-146dbcec642f:anna',9);
INSERT INTO "touch" VALUES('rounds',10);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:anna',11);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:bo',11);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:bo',12);
INSERT INTO "touch" VALUES('finished:f129a681-374b-424b-8a29-146dbcec642f:anna',13);
INSERT INTO "touch" VALUES('finished:f129a681-374b-424b-8a29-146dbcec642f:bo',14);
INSERT INTO "touch" VALUES('rounds',15);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:consensus',16);
INSERT INTO "touch" VALUES('settlements:f129a681-374b-424b-8a29-146dbcec642f:consensus',16);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:consensus',17);
INSERT INTO "touch" VALUES('settlements:f129a681-374b-424b-8a29-146dbcec642f:consensus',17);
INSERT INTO "touch" VALUES('quotes:f129a681-374b-424b-8a29-146dbcec642f:',18);
INSERT INTO "touch" VALUES('replies:f129a681-374b-424b-8a29-146dbcec642f:',19);
INSERT INTO "touch" VALUES('clearance:9979b960-cd8a-5466-afa6-eacd07f97509',20);
INSERT INTO "touch" VALUES('clearance:f_1c5642bd2b',20);
INSERT INTO "touch" VALUES('clearance:9979b960-cd8a-5466-afa6-eacd07f97509',21);
INSERT INTO "touch" VALUES('quotes:f129a681-374b-424b-8a29-146dbcec642f:',22);
INSERT INTO "touch" VALUES('quotes:f129a681-374b-424b-8a29-146dbcec642f:',23);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:anna',24);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:bo',24);
INSERT INTO "touch" VALUES('codings:f129a681-374b-424b-8a29-146dbcec642f:consensus',24);
INSERT INTO "touch" VALUES('decisions:f129a681-374b-424b-8a29-146dbcec642f:anna',24);
INSERT INTO "touch" VALUES('finished:f129a681-374b-424b-8a29-146dbcec642f:anna',24);
INSERT INTO "touch" VALUES('finished:f129a681-374b-424b-8a29-146dbcec642f:bo',24);
INSERT INTO "touch" VALUES('quotes:f129a681-374b-424b-8a29-146dbcec642f:',24);
INSERT INTO "touch" VALUES('segmentation:f129a681-374b-424b-8a29-146dbcec642f',24);
INSERT INTO "touch" VALUES('settlements:f129a681-374b-424b-8a29-146dbcec642f:consensus',24);
INSERT INTO "touch" VALUES('text:f129a681-374b-424b-8a29-146dbcec642f',24);
INSERT INTO "touch" VALUES('finished:f129a681-374b-424b-8a29-146dbcec642f:anna',25);
INSERT INTO "touch" VALUES('codebook',26);
INSERT INTO "touch" VALUES('memo:m',27);
INSERT INTO "touch" VALUES('memo:m',28);
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
INSERT INTO "version" VALUES(4,'1/2',1,2,'pseudonymised','2d02b3de39f7a26e216dbff613fd35f3e93c02001c521a043a47c81acf4bc2d3','f225336ef285e16a4a19eb412a01870f75b25b26b709ae08082024aced3fdb25',197,3,1,'98d13d79a7b99e3811da80f2de904aceda708e552554c9a4a06deefc23998804',24,NULL,4381207166339265551);
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
CREATE INDEX ix_quote_from_rev ON quote (from_rev);
CREATE INDEX ix_quote_to_rev ON quote (to_rev, document);
CREATE UNIQUE INDEX ux_quote_id ON quote (id) WHERE to_rev IS NULL;
CREATE INDEX ix_reply_from_rev ON reply (from_rev);
CREATE INDEX ix_reply_to_rev ON reply (to_rev, document);
CREATE UNIQUE INDEX ux_reply_id ON reply (id) WHERE to_rev IS NULL;
CREATE INDEX ix_clearance_from_rev ON clearance (from_rev);
CREATE INDEX ix_clearance_to_rev ON clearance (to_rev);
CREATE UNIQUE INDEX ux_clearance_id ON clearance (id) WHERE to_rev IS NULL;
CREATE UNIQUE INDEX ux_clearance_item ON clearance (item) WHERE to_rev IS NULL;
COMMIT;
