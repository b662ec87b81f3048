PRAGMA application_id = 1430408263;
PRAGMA user_version = 5;
CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY,
    id ANY NOT NULL,
    lane INTEGER NOT NULL, -- lanes.id
    state INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    intended_at INTEGER NOT NULL,
    last INTEGER NOT NULL, -- the seq of the last fact about it
    records TEXT NOT NULL -- the seqs of its records and of their replacements, as "7 9-12"
  ) STRICT;
INSERT INTO "deliveries" VALUES(21,X'6804BAA3D4A08EF2B4E97D9A060550B9',2,2,2,1,1788220809000,21,'2-3');
INSERT INTO "deliveries" VALUES(22,X'8687F2BBC2B7019ABF1C5746A7DDF9E9',3,3,1,2,1788220811000,25,'4');
INSERT INTO "deliveries" VALUES(26,X'34F1AC31A46536D997055C886F2BC021',4,4,7,1,1788220813000,28,'5-11');
INSERT INTO "deliveries" VALUES(29,X'35F56B3CA8A0288DAF8C4E137CB02215',5,5,6,1,1788220815000,52,'12-17 36 39 44 50');
INSERT INTO "deliveries" VALUES(55,X'6FE1914B20FFE445A3EA6EEABE230C5C',6,5,1,1,1788220829000,57,'18');
INSERT INTO "deliveries" VALUES(61,X'66433DEB72F71353E945F991AB0B80D7',7,2,1,1,1788220835000,61,'19');
INSERT INTO "deliveries" VALUES(66,X'00000000000000000000000000000000',10,5,3,1,1788220902000,67,'63-65');
CREATE TABLE delivery_ids (id ANY PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    clock INTEGER, -- what the clock said, where that was before "at"
    kind TEXT NOT NULL,
    lane INTEGER, -- lanes.id: where a record that is taken in, or a delivery that is intended, belongs
    delivery INTEGER, -- the seq of its intent
    record INTEGER, -- the seq where it was taken in first
    body TEXT NOT NULL,
    bytes BLOB -- of an intent: what is sent
  , previous INTEGER) STRICT;
INSERT INTO "entries" VALUES(1,1788220801000,NULL,'taken-in',1,NULL,NULL,'{"recordId":"0123456789abcdef0123456789abcdef","channel":"fake","subscription":"sub-waiting","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"},"description":"Größe ∞","source":{"file":"usage.csv","line":7}}',NULL,NULL);
INSERT INTO "entries" VALUES(2,1788220802000,NULL,'taken-in',2,NULL,NULL,'{"recordId":"sending-1","channel":"fake","subscription":"sub-sending","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(3,1788220802000,NULL,'taken-in',2,NULL,NULL,'{"recordId":"sending-2","channel":"fake","subscription":"sub-sending","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(4,1788220803000,NULL,'taken-in',3,NULL,NULL,'{"recordId":"unsent-1","channel":"fake","subscription":"sub-unsent","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(5,1788220804000,NULL,'taken-in',4,NULL,NULL,'{"recordId":"accepted","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(6,1788220804000,NULL,'taken-in',4,NULL,NULL,'{"recordId":"pending","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(7,1788220804000,NULL,'taken-in',4,NULL,NULL,'{"recordId":"partial","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(8,1788220804000,NULL,'taken-in',4,NULL,NULL,'{"recordId":"refused","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(9,1788220804000,NULL,'taken-in',4,NULL,NULL,'{"recordId":"unknown","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(10,1788220804000,NULL,'taken-in',4,NULL,NULL,'{"recordId":"ambiguous","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(11,1788220804000,NULL,'taken-in',4,NULL,NULL,'{"recordId":"absent","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(12,1788220805000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"retracting","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(13,1788220805000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"retracted","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(14,1788220805000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"kept","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(15,1788220805000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"correcting","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(16,1788220805000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"corrected","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(17,1788220805000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"replaced-by-waiting","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(18,1788220806000,NULL,'taken-in',9,NULL,NULL,'{"recordId":"offered-again","channel":"fake","subscription":"sub-again","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(19,1788220807000,NULL,'taken-in',7,NULL,NULL,'{"recordId":"offered-as-it-was","channel":"fake","subscription":"sub-same","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(20,1788220808000,NULL,'taken-in',8,NULL,NULL,'{"recordId":"refused-before","channel":"other","subscription":"sub-before","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(21,1788220809000,NULL,'intent',2,NULL,NULL,'{"sha256":"0f569bcf8068016262d978f94e48584db1811dfefd071989585ec562eaf2d793","records":["sending-1","sending-2"],"delivery":"6804baa3d4a08ef2b4e97d9a060550b9"}',X'73656E64696E672D312C73656E64696E672D32',NULL);
INSERT INTO "entries" VALUES(22,1788220809000,NULL,'intent',3,NULL,NULL,'{"sha256":"745caadd124c2b04cced8b9c9315a78da848b077b8199b8fc059a61bbf3f81a4","records":["unsent-1"],"delivery":"8687f2bbc2b7019abf1c5746a7ddf9e9"}',X'756E73656E742D31',NULL);
INSERT INTO "entries" VALUES(23,1788220810000,NULL,'not-sent',NULL,22,NULL,'{"reason":"connection refused"}',NULL,22);
INSERT INTO "entries" VALUES(24,1788220811000,NULL,'resend',NULL,22,NULL,'{}',NULL,23);
INSERT INTO "entries" VALUES(25,1788220812000,NULL,'not-sent',NULL,22,NULL,'{"reason":"again"}',NULL,24);
INSERT INTO "entries" VALUES(26,1788220813000,NULL,'intent',4,NULL,NULL,'{"sha256":"f271e352363bbbca976f906779d9f4d8dced95338ecf3558657950f209b55d09","records":["accepted","pending","partial","refused","unknown","ambiguous","absent"],"delivery":"34f1ac31a46536d997055c886f2bc021"}',X'61636365707465642C70656E64696E672C7061727469616C2C726566757365642C756E6B6E6F776E2C616D626967756F75732C616273656E74',NULL);
INSERT INTO "entries" VALUES(27,1788220814000,NULL,'outcome',NULL,26,NULL,'{"outcomes":[{"status":"accepted","recordId":"accepted","reference":"ref-accepted"},{"status":"pending","recordId":"pending","reference":"ref-pending","channelState":"in review"},{"status":"partial","recordId":"partial","reference":"ref-partial","sent":"1.5","stored":"0.25"},{"status":"refused","recordId":"refused","problem":{"rule":"rule","field":"quantity","message":"no"}},{"status":"unknown","recordId":"unknown","reason":"no answer"},{"status":"unknown","recordId":"ambiguous","reason":"two are alike","candidates":[{"channel":"fake","reference":"x","subscription":"sub-mixed","status":"open","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}]},{"status":"absent","recordId":"absent"}]}',NULL,26);
INSERT INTO "entries" VALUES(28,1788220814000,NULL,'absent',NULL,26,11,'{}',NULL,27);
INSERT INTO "entries" VALUES(29,1788220815000,NULL,'intent',5,NULL,NULL,'{"sha256":"253af63e172fec4a465d7c1e3b3b91b4f353af81c71cbabdf218226f3df07746","records":["retracting","retracted","kept","correcting","corrected","replaced-by-waiting"],"delivery":"35f56b3ca8a0288daf8c4e137cb02215"}',X'72657472616374696E672C7265747261637465642C6B6570742C636F7272656374696E672C636F727265637465642C7265706C616365642D62792D77616974696E67',NULL);
INSERT INTO "entries" VALUES(30,1788220816000,NULL,'outcome',NULL,29,NULL,'{"outcomes":[{"status":"accepted","recordId":"retracting","reference":"ref-retracting"},{"status":"accepted","recordId":"retracted","reference":"ref-retracted"},{"status":"accepted","recordId":"kept","reference":"ref-kept"},{"status":"accepted","recordId":"correcting","reference":"ref-correcting"},{"status":"accepted","recordId":"corrected","reference":"ref-corrected"},{"status":"accepted","recordId":"replaced-by-waiting","reference":"ref-replaced-by-waiting"}]}',NULL,29);
INSERT INTO "entries" VALUES(31,1788220817000,NULL,'retraction-intent',NULL,29,12,'{}',NULL,30);
INSERT INTO "entries" VALUES(32,1788220818000,NULL,'retraction-intent',NULL,29,13,'{}',NULL,31);
INSERT INTO "entries" VALUES(33,1788220819000,NULL,'retraction-outcome',NULL,NULL,13,'{"result":"retracted"}',NULL,NULL);
INSERT INTO "entries" VALUES(34,1788220820000,NULL,'retraction-intent',NULL,29,14,'{}',NULL,32);
INSERT INTO "entries" VALUES(35,1788220821000,NULL,'retraction-outcome',NULL,NULL,14,'{"result":"kept"}',NULL,NULL);
INSERT INTO "entries" VALUES(36,1788220822000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"replacing","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"3","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(37,1788220822000,NULL,'correction-intent',NULL,29,15,'{"record":"correcting","replacement":"replacing"}',NULL,34);
INSERT INTO "entries" VALUES(38,1788220822000,NULL,'correction-intent',NULL,29,36,'{"record":"correcting","replacement":"replacing"}',NULL,37);
INSERT INTO "entries" VALUES(39,1788220823000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"replacement","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"3","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(40,1788220823000,NULL,'correction-intent',NULL,29,16,'{"record":"corrected","replacement":"replacement"}',NULL,38);
INSERT INTO "entries" VALUES(41,1788220823000,NULL,'correction-intent',NULL,29,39,'{"record":"corrected","replacement":"replacement"}',NULL,40);
INSERT INTO "entries" VALUES(42,1788220824000,NULL,'correction-outcome',NULL,NULL,16,'{"record":"corrected","replacement":{"status":"accepted","recordId":"replacement","reference":"ref-replacement"}}',NULL,NULL);
INSERT INTO "entries" VALUES(43,1788220824000,NULL,'correction-outcome',NULL,NULL,39,'{"record":"corrected","replacement":{"status":"accepted","recordId":"replacement","reference":"ref-replacement"}}',NULL,NULL);
INSERT INTO "entries" VALUES(44,1788220825000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"replacement-waiting","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"3","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(45,1788220825000,NULL,'correction-intent',NULL,29,17,'{"record":"replaced-by-waiting","replacement":"replacement-waiting"}',NULL,41);
INSERT INTO "entries" VALUES(46,1788220825000,NULL,'correction-intent',NULL,29,44,'{"record":"replaced-by-waiting","replacement":"replacement-waiting"}',NULL,45);
INSERT INTO "entries" VALUES(47,1788220826000,NULL,'absent',NULL,29,44,'{}',NULL,46);
INSERT INTO "entries" VALUES(48,1788220826000,NULL,'correction-outcome',NULL,NULL,17,'{"record":"retracted","replacement":{"status":"absent","recordId":"replacement-waiting"}}',NULL,NULL);
INSERT INTO "entries" VALUES(49,1788220826000,NULL,'correction-outcome',NULL,NULL,44,'{"record":"retracted","replacement":{"status":"absent","recordId":"replacement-waiting"}}',NULL,NULL);
INSERT INTO "entries" VALUES(50,1788220827000,NULL,'taken-in',5,NULL,NULL,'{"recordId":"replacement-refused","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"3","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(51,1788220827000,NULL,'correction-intent',NULL,29,14,'{"record":"kept","replacement":"replacement-refused"}',NULL,47);
INSERT INTO "entries" VALUES(52,1788220827000,NULL,'correction-intent',NULL,29,50,'{"record":"kept","replacement":"replacement-refused"}',NULL,51);
INSERT INTO "entries" VALUES(53,1788220828000,NULL,'correction-outcome',NULL,NULL,14,'{"record":"kept","replacement":{"status":"refused","recordId":"replacement-refused","problem":{"rule":"rule","field":"quantity","message":"no"}}}',NULL,NULL);
INSERT INTO "entries" VALUES(54,1788220828000,NULL,'correction-outcome',NULL,NULL,50,'{"record":"kept","replacement":{"status":"refused","recordId":"replacement-refused","problem":{"rule":"rule","field":"quantity","message":"no"}}}',NULL,NULL);
INSERT INTO "entries" VALUES(55,1788220829000,NULL,'intent',6,NULL,NULL,'{"sha256":"812e4ecacc97aecb5c2b72bbebee55280e9984b93cc87f1c6b8feaf27339375b","records":["offered-again"],"delivery":"6fe1914b20ffe445a3ea6eeabe230c5c"}',X'6F6666657265642D616761696E',NULL);
INSERT INTO "entries" VALUES(56,1788220830000,NULL,'outcome',NULL,55,NULL,'{"outcomes":[{"status":"refused","recordId":"offered-again","problem":{"rule":"rule","field":"quantity","message":"no"}}]}',NULL,55);
INSERT INTO "entries" VALUES(57,1788220831000,NULL,'offered-again',9,55,18,'{"recordId":"offered-again","channel":"fake","subscription":"sub-elsewhere","meter":"calls","quantity":"2","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,56);
INSERT INTO "entries" VALUES(58,1788220832000,NULL,'intent',7,NULL,NULL,'{"sha256":"88bfada822f28edd0986e5becf8dc038fcc605580dc1cd062d7349be4cacc45e","records":["offered-as-it-was"],"delivery":"66433deb72f71353e945f991ab0b80d7"}',X'6F6666657265642D61732D69742D776173',NULL);
INSERT INTO "entries" VALUES(59,1788220833000,NULL,'outcome',NULL,58,NULL,'{"outcomes":[{"status":"refused","recordId":"offered-as-it-was","problem":{"rule":"rule","field":"quantity","message":"no"}}]}',NULL,58);
INSERT INTO "entries" VALUES(60,1788220834000,NULL,'offered-again',7,58,19,'{"recordId":"offered-as-it-was","channel":"fake","subscription":"sub-same","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,59);
INSERT INTO "entries" VALUES(61,1788220835000,NULL,'intent',7,NULL,NULL,'{"sha256":"88bfada822f28edd0986e5becf8dc038fcc605580dc1cd062d7349be4cacc45e","records":["offered-as-it-was"],"delivery":"66433deb72f71353e945f991ab0b80d7"}',X'6F6666657265642D61732D69742D776173',60);
INSERT INTO "entries" VALUES(62,1788220836000,NULL,'refused-before-sending',NULL,NULL,20,'{"status":"refused","recordId":"refused-before","problem":{"rule":"rule","field":"quantity","message":"no"}}',NULL,NULL);
INSERT INTO "entries" VALUES(63,1788220901000,NULL,'taken-in',10,NULL,NULL,'{"recordId":"credited","channel":"fake","subscription":"sub-billed","meter":"calls","quantity":"9.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(64,1788220901000,NULL,'taken-in',10,NULL,NULL,'{"recordId":"compensated","channel":"fake","subscription":"sub-billed","meter":"calls","quantity":"9.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(65,1788220901000,NULL,'taken-in',10,NULL,NULL,'{"recordId":"dearer","channel":"fake","subscription":"sub-billed","meter":"calls","quantity":"9.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(66,1788220902000,NULL,'intent',10,NULL,NULL,'{"delivery":"00000000000000000000000000000000","sha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","records":["credited","compensated","dearer"]}',X'7B7D',NULL);
INSERT INTO "entries" VALUES(67,1788220903000,NULL,'outcome',NULL,66,NULL,'{"outcomes":[{"status":"accepted","recordId":"credited","reference":"ref-credited","billingReference":"INV-1"},{"status":"accepted","recordId":"compensated","reference":"ref-compensated","billingReference":"INV-1"},{"status":"accepted","recordId":"dearer","reference":"ref-dearer","billingReference":"INV-1"}]}',NULL,66);
INSERT INTO "entries" VALUES(68,1788220904000,NULL,'revision',NULL,NULL,63,'{"result":"credited","record":"credited","credit":"2.25","reason":"metered twice","by":"Ada"}',NULL,NULL);
INSERT INTO "entries" VALUES(69,1788220905000,NULL,'taken-in',10,NULL,NULL,'{"recordId":"compensation","channel":"fake","subscription":"sub-billed","meter":"other","quantity":"1.5","period":{"start":"1970-01-01T01:00:00Z","end":"1970-01-01T02:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(70,1788220905000,NULL,'revision',NULL,NULL,64,'{"result":"compensated","record":"compensated","replacement":"compensation","credit":"9.5","reason":"metered twice","by":"Ada"}',NULL,NULL);
INSERT INTO "entries" VALUES(71,1788220905000,NULL,'revision',NULL,NULL,69,'{"result":"compensated","record":"compensated","replacement":"compensation","credit":"9.5","reason":"metered twice","by":"Ada"}',NULL,NULL);
INSERT INTO "entries" VALUES(72,1788220906000,NULL,'taken-in',10,NULL,NULL,'{"recordId":"rest","channel":"fake","subscription":"sub-billed","meter":"calls","quantity":"1","period":{"start":"1970-01-01T01:00:00Z","end":"1970-01-01T02:00:00Z"}}',NULL,NULL);
INSERT INTO "entries" VALUES(73,1788220906000,NULL,'revision',NULL,NULL,65,'{"result":"compensated","record":"dearer","replacement":"rest","reason":"metered twice","by":"Ada"}',NULL,NULL);
INSERT INTO "entries" VALUES(74,1788220906000,NULL,'revision',NULL,NULL,72,'{"result":"compensated","record":"dearer","replacement":"rest","reason":"metered twice","by":"Ada"}',NULL,NULL);
CREATE TABLE indexed (subject TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;
INSERT INTO "indexed" VALUES('delivery',0);
INSERT INTO "indexed" VALUES('record',0);
CREATE TABLE lane_deliveries (lane INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (lane, seq))
    WITHOUT ROWID, STRICT;
CREATE TABLE lanes (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    delivery_key TEXT NOT NULL,
    UNIQUE (channel, delivery_key)
  ) STRICT;
INSERT INTO "lanes" VALUES(1,'fake','sub-waiting');
INSERT INTO "lanes" VALUES(2,'fake','sub-sending');
INSERT INTO "lanes" VALUES(3,'fake','sub-unsent');
INSERT INTO "lanes" VALUES(4,'fake','sub-mixed');
INSERT INTO "lanes" VALUES(5,'fake','sub-changed');
INSERT INTO "lanes" VALUES(6,'fake','sub-again');
INSERT INTO "lanes" VALUES(7,'fake','sub-same');
INSERT INTO "lanes" VALUES(8,'other','sub-before');
INSERT INTO "lanes" VALUES(9,'fake','sub-elsewhere');
INSERT INTO "lanes" VALUES(10,'fake','sub-billed');
CREATE TABLE open_deliveries (seq INTEGER PRIMARY KEY) STRICT;
INSERT INTO "open_deliveries" VALUES(21);
INSERT INTO "open_deliveries" VALUES(22);
INSERT INTO "open_deliveries" VALUES(26);
INSERT INTO "open_deliveries" VALUES(61);
CREATE TABLE record_ids (id ANY PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    id ANY NOT NULL,
    lane INTEGER NOT NULL, -- lanes.id
    state INTEGER NOT NULL,
    content INTEGER, -- the seq that has its content, when it was offered again
    delivery INTEGER NOT NULL, -- deliveries.seq
    outcome INTEGER NOT NULL, -- the seq that has its last outcome
    reference TEXT, -- that of an earlier outcome, where the last one does not repeat it
    replaced_by TEXT,
    replaces TEXT
  ) STRICT;
INSERT INTO "records" VALUES(1,X'0123456789ABCDEF0123456789ABCDEF',1,2,NULL,1,1,NULL,NULL,NULL);
INSERT INTO "records" VALUES(2,'sending-1',2,3,NULL,21,2,NULL,NULL,NULL);
INSERT INTO "records" VALUES(3,'sending-2',2,3,NULL,21,3,NULL,NULL,NULL);
INSERT INTO "records" VALUES(4,'unsent-1',3,6,NULL,22,4,NULL,NULL,NULL);
INSERT INTO "records" VALUES(5,'accepted',4,4,NULL,26,27,NULL,NULL,NULL);
INSERT INTO "records" VALUES(6,'pending',4,5,NULL,26,27,NULL,NULL,NULL);
INSERT INTO "records" VALUES(7,'partial',4,10,NULL,26,27,NULL,NULL,NULL);
INSERT INTO "records" VALUES(8,'refused',4,11,NULL,26,27,NULL,NULL,NULL);
INSERT INTO "records" VALUES(9,'unknown',4,7,NULL,26,27,NULL,NULL,NULL);
INSERT INTO "records" VALUES(10,'ambiguous',4,8,NULL,26,27,NULL,NULL,NULL);
INSERT INTO "records" VALUES(11,'absent',4,2,NULL,11,11,NULL,NULL,NULL);
INSERT INTO "records" VALUES(12,'retracting',5,12,NULL,29,30,NULL,NULL,NULL);
INSERT INTO "records" VALUES(13,'retracted',5,13,NULL,29,30,NULL,NULL,NULL);
INSERT INTO "records" VALUES(14,'kept',5,4,NULL,29,30,NULL,NULL,NULL);
INSERT INTO "records" VALUES(15,'correcting',5,14,NULL,29,30,NULL,'replacing',NULL);
INSERT INTO "records" VALUES(16,'corrected',5,15,NULL,29,30,NULL,'replacement',NULL);
INSERT INTO "records" VALUES(17,'replaced-by-waiting',5,13,NULL,29,30,NULL,'replacement-waiting',NULL);
INSERT INTO "records" VALUES(18,'offered-again',9,2,57,18,18,NULL,NULL,NULL);
INSERT INTO "records" VALUES(19,'offered-as-it-was',7,3,60,61,19,NULL,NULL,NULL);
INSERT INTO "records" VALUES(20,'refused-before',8,11,NULL,20,62,NULL,NULL,NULL);
INSERT INTO "records" VALUES(36,'replacing',5,16,NULL,29,36,NULL,NULL,'correcting');
INSERT INTO "records" VALUES(39,'replacement',5,4,NULL,29,43,NULL,NULL,NULL);
INSERT INTO "records" VALUES(44,'replacement-waiting',5,2,NULL,44,44,NULL,NULL,NULL);
INSERT INTO "records" VALUES(50,'replacement-refused',5,11,NULL,29,54,NULL,NULL,'kept');
INSERT INTO "records" VALUES(63,'credited',10,4,NULL,66,67,NULL,NULL,NULL);
INSERT INTO "records" VALUES(64,'compensated',10,4,NULL,66,67,NULL,'compensation',NULL);
INSERT INTO "records" VALUES(65,'dearer',10,4,NULL,66,67,NULL,'rest',NULL);
INSERT INTO "records" VALUES(69,'compensation',10,2,NULL,69,69,NULL,NULL,NULL);
INSERT INTO "records" VALUES(72,'rest',10,2,NULL,72,72,NULL,NULL,NULL);
CREATE INDEX entries_of_record ON entries (record) WHERE record IS NOT NULL;
CREATE INDEX accounts ON entries (seq) WHERE kind = 'account';
CREATE INDEX windows ON entries (body ->> '$.source') WHERE kind = 'window';
CREATE INDEX waiting_records ON records (lane) WHERE state = 2;
CREATE INDEX notable_records ON records (state) WHERE state >= 6;
