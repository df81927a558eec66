-- A study as the second schema kept it: written by qualcode at schema 0002 (the last commit before 0003) with the made-up
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
INSERT INTO "action" VALUES(1,'2026-11-26T09:55:02.020+00:00','anna','bec0c6ff-e43e-432b-afbb-a44e077f3650','add documents','{"documents": 2}',NULL,9012329170107249416);
INSERT INTO "action" VALUES(2,'2026-11-26T09:55:02.027+00:00','anna','bec0c6ff-e43e-432b-afbb-a44e077f3650','codebook','{"codes": 5}',NULL,5986416603908809710);
INSERT INTO "action" VALUES(3,'2026-11-26T09:55:02.034+00:00','anna','bec0c6ff-e43e-432b-afbb-a44e077f3650','add codings','{"added": 5, "memos": 0}',NULL,3406054762688613921);
INSERT INTO "action" VALUES(4,'2026-11-26T09:55:02.037+00:00','anna','bec0c6ff-e43e-432b-afbb-a44e077f3650','withdraw codings','{"codings": 1}',NULL,-7699613986600752753);
INSERT INTO "action" VALUES(5,'2026-11-26T09:55:02.043+00:00','anna','bec0c6ff-e43e-432b-afbb-a44e077f3650','decide','{"accept": 3, "accept_as": 1, "codings": 3, "later": 1, "reject": 1}',NULL,-168864029276668470);
INSERT INTO "action" VALUES(6,'2026-11-26T09:55:02.047+00:00','anna','bec0c6ff-e43e-432b-afbb-a44e077f3650','decide','{"reject": 1, "withdrawn": 1}',NULL,686814828804635243);
INSERT INTO "action" VALUES(7,'2026-11-26T09:55:02.051+00:00','anna','bec0c6ff-e43e-432b-afbb-a44e077f3650','segment','{"segmentations": 1}',NULL,4915103121190725675);
INSERT INTO "action" VALUES(8,'2026-11-26T09:55:02.055+00:00','bo','bec0c6ff-e43e-432b-afbb-a44e077f3650','add versions','{"carried": 6, "decisions": 5, "lost": 1, "merged": 0, "versions": 1}',NULL,-2887708366390359401);
INSERT INTO "action" VALUES(9,'2026-11-26T09:55:02.059+00:00','anna','bec0c6ff-e43e-432b-afbb-a44e077f3650','memo','{"memos": 1}',NULL,-4085643276977725062);
INSERT INTO "action" VALUES(10,'2026-11-26T09:55:02.061+00:00','anna','bec0c6ff-e43e-432b-afbb-a44e077f3650','add coder','{"coders": 1}',NULL,-6064756423348234812);
INSERT INTO "action" VALUES(11,'2026-11-26T09:55:02.064+00:00','bo','bec0c6ff-e43e-432b-afbb-a44e077f3650','codebook','{"codes": 5}',NULL,-2501025648483754283);
INSERT INTO "action" VALUES(12,'2026-11-26T09:55:02.066+00:00','bo','bec0c6ff-e43e-432b-afbb-a44e077f3650','undo','{"codes": 5}',11,614701762510981037);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE code (
	"key" INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	uuid TEXT NOT NULL, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_code PRIMARY KEY ("key"), 
	CONSTRAINT uq_code_id UNIQUE (id)
);
INSERT INTO "code" VALUES(1,'partner','e93281ff-1c8e-4170-9a41-4d5f3e08946b',-8691338938932037080);
INSERT INTO "code" VALUES(2,'partner.skole','96ff434b-dd05-40ad-925e-c30b19927d45',-4343766659170083763);
INSERT INTO "code" VALUES(3,'partner.politi','bd49430d-c9ab-4e30-adcb-6594ba0ae19a',2345832552227914518);
INSERT INTO "code" VALUES(4,'tema','d0aab56c-01a0-4826-9ab4-778ae110d5f9',-1812333581659957082);
INSERT INTO "code" VALUES(5,'tema.tillid','62bd5583-ea97-4dd0-89ce-9a7e9ef45325',430453617352351549);
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
INSERT INTO "codebook" VALUES(1,'codebook',1,'0d855343a993ec9b1989b415426c774a35981228735d937cfeeb5c011e7a5bd9','0000000000000000000000000000000000000000000000000000000000000000','2026-11-26T09:55:02.027+00:00',2,11,8185637616237340511);
INSERT INTO "codebook" VALUES(2,'codebook',2,'5c1e803698b3c39980ffc1d8cfcacf512855f42c1ec57f9779051ef9698108bd','1111111111111111111111111111111111111111111111111111111111111111','2026-11-26T09:55:02.064+00:00',11,12,-5556824214164250398);
INSERT INTO "codebook" VALUES(3,'codebook',1,'0d855343a993ec9b1989b415426c774a35981228735d937cfeeb5c011e7a5bd9','0000000000000000000000000000000000000000000000000000000000000000','2026-11-26T09:55:02.027+00:00',12,NULL,8185637616237340511);
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
INSERT INTO "coder" VALUES(3,'forslag','model',10,NULL,6835458139772869399);
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
INSERT INTO "coding" VALUES(1,'79c64d59-5427-4bfd-8c40-3189359be4ef',1,'460befc2230b',0,6,2,'anna','experience','',1,0,'2026-02-01T08:00:00+00:00',3,8,-65274364250866903);
INSERT INTO "coding" VALUES(2,'18674447-387c-40b4-b579-c7c2484f2989',1,'460befc2230b',9,15,5,'bo','experience','',1,0,'2026-02-02T08:00:00+00:00',3,8,-4284797679632299566);
INSERT INTO "coding" VALUES(3,'48d8b656-fc80-45f8-8185-b174067b15da',1,'460befc2230b',18,24,3,'anna','experience','note',1,0,'2026-02-03T08:00:00+00:00',3,8,-7512024369417466541);
INSERT INTO "coding" VALUES(4,'41a0e946-275f-4eb3-934d-fea179c90d72',1,'460befc2230b',27,33,5,'anna','experience','',1,0,'2026-02-04T08:00:00+00:00',3,4,-7031969513328707819);
INSERT INTO "coding" VALUES(5,'2c554b1c-6086-4791-bc2f-7fdf0d1091e3',1,'460befc2230b',15,18,2,'anna','experience','',1,0,'2026-02-05T08:00:00+00:00',3,8,-8514785808222791839);
INSERT INTO "coding" VALUES(6,'41a0e946-275f-4eb3-934d-fea179c90d72',1,'460befc2230b',27,33,5,'anna','experience','',1,1,'2026-02-04T08:00:00+00:00',4,8,3602826424367867251);
INSERT INTO "coding" VALUES(7,'454d7a3b-5861-49a4-a441-236c740875f8',1,'460befc2230b',9,15,5,'anna','experience','',1,0,'2026-02-10T08:00:00+00:00',5,6,-4190710993778086123);
INSERT INTO "coding" VALUES(8,'9a396c53-2f7e-4f91-84d8-a5f82b1b8041',1,'460befc2230b',27,33,2,'anna','experience','',1,0,'2026-02-10T08:00:00+00:00',5,8,-5198755282930281675);
INSERT INTO "coding" VALUES(9,'cdf7ab42-fcdc-488d-b689-e0a9d93556d7',2,'dfb4ac388085',0,5,5,'bo','experience','',2,0,'2026-02-10T08:00:00+00:00',5,NULL,4380434653357373972);
INSERT INTO "coding" VALUES(10,'454d7a3b-5861-49a4-a441-236c740875f8',1,'460befc2230b',9,15,5,'anna','experience','',1,1,'2026-02-10T08:00:00+00:00',6,8,5721269165004009851);
INSERT INTO "coding" VALUES(11,'79c64d59-5427-4bfd-8c40-3189359be4ef',1,'c12d2a1afd82',0,11,2,'anna','experience','',1,0,'2026-02-01T08:00:00+00:00',8,NULL,8088657866849420126);
INSERT INTO "coding" VALUES(12,'18674447-387c-40b4-b579-c7c2484f2989',1,'c12d2a1afd82',14,20,5,'bo','experience','',1,0,'2026-02-02T08:00:00+00:00',8,NULL,6156034669194594865);
INSERT INTO "coding" VALUES(13,'48d8b656-fc80-45f8-8185-b174067b15da',1,'c12d2a1afd82',20,25,3,'anna','experience','note',1,0,'2026-02-03T08:00:00+00:00',8,NULL,9003271743154144792);
INSERT INTO "coding" VALUES(14,'2c554b1c-6086-4791-bc2f-7fdf0d1091e3',1,'460befc2230b',15,18,2,'anna','experience','',1,1,'2026-02-05T08:00:00+00:00',8,NULL,8997912491504332846);
INSERT INTO "coding" VALUES(15,'9a396c53-2f7e-4f91-84d8-a5f82b1b8041',1,'c12d2a1afd82',28,34,2,'anna','experience','',1,0,'2026-02-10T08:00:00+00:00',8,NULL,3893485934400650041);
INSERT INTO "coding" VALUES(16,'41a0e946-275f-4eb3-934d-fea179c90d72',1,'c12d2a1afd82',28,34,5,'anna','experience','',1,1,'2026-02-04T08:00:00+00:00',8,NULL,554961795292636014);
INSERT INTO "coding" VALUES(17,'454d7a3b-5861-49a4-a441-236c740875f8',1,'c12d2a1afd82',14,20,5,'anna','experience','',1,1,'2026-02-10T08:00:00+00:00',8,NULL,9005112915639582195);
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
INSERT INTO "decision" VALUES(1,'23e5905c-a11a-4f6d-8f50-341b7b28e838',1,'460befc2230b',1,0,6,2,1.42857142857142849212e-01,1,1,'ridge 1','accept','anna',2,'1',1,'2026-02-10T08:00:00+00:00','79c64d59-5427-4bfd-8c40-3189359be4ef',0,5,8,-3801365299406220156);
INSERT INTO "decision" VALUES(2,'917765ec-d1af-400e-96ad-bdc72cdda585',1,'460befc2230b',2,9,15,5,2.85714285714285698425e-01,2,1,'ridge 1','accept','anna',5,'1',1,'2026-02-10T08:00:00+00:00','454d7a3b-5861-49a4-a441-236c740875f8',1,5,6,4470315832990111015);
INSERT INTO "decision" VALUES(3,'3edd484a-4160-4864-9961-de789ed3e7f0',1,'460befc2230b',3,18,24,3,4.28571428571428547638e-01,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-02-10T08:00:00+00:00','',0,5,8,-4454555708348055796);
INSERT INTO "decision" VALUES(4,'6a1d9229-a55c-47fe-a482-dfb88ddbec50',1,'460befc2230b',4,27,33,5,5.7142857142857139685e-01,2,1,'ridge 1','accept_as','anna',2,'1',1,'2026-02-10T08:00:00+00:00','9a396c53-2f7e-4f91-84d8-a5f82b1b8041',1,5,8,-6715684541380653931);
INSERT INTO "decision" VALUES(5,'1af51e8f-e29e-4653-8b90-9e007da76846',1,'460befc2230b',5,36,42,2,7.14285714285714301574e-01,1,1,'ridge 1','later','bo',NULL,'1',1,'2026-02-10T08:00:00+00:00','',0,5,8,7794352494248892901);
INSERT INTO "decision" VALUES(6,'c62d1ac5-1598-4c3b-80cf-391a8d8e0614',2,'dfb4ac388085',1,0,5,5,0.5,1,1,'ridge 1','accept','bo',5,'1',2,'2026-02-10T08:00:00+00:00','cdf7ab42-fcdc-488d-b689-e0a9d93556d7',1,5,NULL,8279314420214968007);
INSERT INTO "decision" VALUES(7,'6cd61257-7e87-42d2-874b-089d108e239b',1,'460befc2230b',2,9,15,5,2.85714285714285698425e-01,2,1,'ridge 1','reject','anna',NULL,'1',1,'2026-02-11T08:00:00+00:00','',0,6,8,-7184933129885915855);
INSERT INTO "decision" VALUES(8,'6cd61257-7e87-42d2-874b-089d108e239b',1,'c12d2a1afd82',2,14,20,5,2.85714285714285698425e-01,2,1,'ridge 1','reject','anna',NULL,'1',1,'2026-02-11T08:00:00+00:00','',0,8,NULL,1445537962368897338);
INSERT INTO "decision" VALUES(9,'1af51e8f-e29e-4653-8b90-9e007da76846',1,'c12d2a1afd82',5,37,43,2,7.14285714285714301574e-01,1,1,'ridge 1','later','bo',NULL,'1',1,'2026-02-10T08:00:00+00:00','',0,8,NULL,40450573692183246);
INSERT INTO "decision" VALUES(10,'6a1d9229-a55c-47fe-a482-dfb88ddbec50',1,'c12d2a1afd82',4,28,34,5,5.7142857142857139685e-01,2,1,'ridge 1','accept_as','anna',2,'1',1,'2026-02-10T08:00:00+00:00','9a396c53-2f7e-4f91-84d8-a5f82b1b8041',1,8,NULL,1460364269048752434);
INSERT INTO "decision" VALUES(11,'3edd484a-4160-4864-9961-de789ed3e7f0',1,'c12d2a1afd82',3,20,25,3,4.28571428571428547638e-01,1,1,'ridge 1','reject','anna',NULL,'1',1,'2026-02-10T08:00:00+00:00','',0,8,NULL,-5234558308114557035);
INSERT INTO "decision" VALUES(12,'23e5905c-a11a-4f6d-8f50-341b7b28e838',1,'c12d2a1afd82',1,0,11,2,1.42857142857142849212e-01,1,1,'ridge 1','accept','anna',2,'1',1,'2026-02-10T08:00:00+00:00','79c64d59-5427-4bfd-8c40-3189359be4ef',0,8,NULL,586193177685432443);
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
INSERT INTO "document" VALUES(1,'d0f6418c-0d7d-43ce-bcc3-084b380e60f1',1,'a','a','txt','ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb','utf-8','2026-01-02T03:04:05+00:00',1,NULL,1681835189987877846);
INSERT INTO "document" VALUES(2,'f29c0262-d0f8-48a1-b9d2-b16edb77aa85',2,'b','b','txt','3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d','utf-8','2026-01-02T03:04:05+00:00',1,NULL,3934858530473577634);
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
INSERT INTO "memo" VALUES(1,'m','document','a','tanke','anna','2026-02-12T08:00:00+00:00',9,NULL,359344494426622674);
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	checksum BIGINT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('study_id','demo',2273971105096968907);
INSERT INTO "meta" VALUES('generation','1ea2b912-9d98-4a40-8735-ad8689b1ac57',4525574338889356117);
INSERT INTO "meta" VALUES('schema','ea35f06abee46549f05a762065504feb9684bf320c5722b338577506d372da4c',-5000255192510824494);
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
INSERT INTO "segmentation" VALUES(1,'2/turns',2,'turns','turn','dfb4ac388085','turn/1','b3775fee1d6762e4f8c812e9450fb19e3aca3cf8ebea667c53fc31b91da81bae',7,NULL,-8302221537666908694);
CREATE TABLE touch (
	thing TEXT NOT NULL, 
	rev INTEGER NOT NULL, 
	CONSTRAINT pk_touch PRIMARY KEY (thing, rev), 
	CONSTRAINT fk_touch_rev FOREIGN KEY(rev) REFERENCES action (rev)
);
INSERT INTO "touch" VALUES('documents',1);
INSERT INTO "touch" VALUES('text:d0f6418c-0d7d-43ce-bcc3-084b380e60f1',1);
INSERT INTO "touch" VALUES('text:f29c0262-d0f8-48a1-b9d2-b16edb77aa85',1);
INSERT INTO "touch" VALUES('codebook',2);
INSERT INTO "touch" VALUES('codings:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:anna',3);
INSERT INTO "touch" VALUES('codings:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:bo',3);
INSERT INTO "touch" VALUES('codings:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:anna',4);
INSERT INTO "touch" VALUES('codings:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:anna',5);
INSERT INTO "touch" VALUES('codings:f29c0262-d0f8-48a1-b9d2-b16edb77aa85:bo',5);
INSERT INTO "touch" VALUES('decisions:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:anna',5);
INSERT INTO "touch" VALUES('decisions:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:bo',5);
INSERT INTO "touch" VALUES('decisions:f29c0262-d0f8-48a1-b9d2-b16edb77aa85:bo',5);
INSERT INTO "touch" VALUES('codings:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:anna',6);
INSERT INTO "touch" VALUES('decisions:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:anna',6);
INSERT INTO "touch" VALUES('segmentation:f29c0262-d0f8-48a1-b9d2-b16edb77aa85',7);
INSERT INTO "touch" VALUES('codings:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:anna',8);
INSERT INTO "touch" VALUES('codings:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:bo',8);
INSERT INTO "touch" VALUES('decisions:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:anna',8);
INSERT INTO "touch" VALUES('decisions:d0f6418c-0d7d-43ce-bcc3-084b380e60f1:bo',8);
INSERT INTO "touch" VALUES('segmentation:d0f6418c-0d7d-43ce-bcc3-084b380e60f1',8);
INSERT INTO "touch" VALUES('text:d0f6418c-0d7d-43ce-bcc3-084b380e60f1',8);
INSERT INTO "touch" VALUES('memo:m',9);
INSERT INTO "touch" VALUES('coders',10);
INSERT INTO "touch" VALUES('codebook',11);
INSERT INTO "touch" VALUES('codebook',12);
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
INSERT INTO "version" VALUES(3,'1/2',1,2,'pseudonymised','c12d2a1afd823b9a6e09410a2643d4bbb5b2f0b61b2a57ac393769efdacaf595','26fc1cd20c81a94de3da68e93e4e5226d067aae477a9ef27bb1e56bdd7af4d07',199,3,1,'3ea77c678a2e0100fc67c4baf4a02fca7e3b79b83adc31f40a40e58cbab1cf57',8,NULL,8400143138617463866);
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
COMMIT;
