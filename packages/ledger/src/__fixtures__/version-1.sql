PRAGMA application_id = 1430408263;
PRAGMA user_version = 1;
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    delivery TEXT,
    record TEXT, -- of facts about one record but 'taken-in', whose body is the record
    body TEXT NOT NULL,
    bytes BLOB -- of an 'intent': what is sent
  ) STRICT;
INSERT INTO entries VALUES (1, 1788220801000, 'taken-in', NULL, NULL, '{"recordId":"0123456789abcdef0123456789abcdef","channel":"fake","subscription":"sub-waiting","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"},"description":"Größe ∞","source":{"file":"usage.csv","line":7}}', NULL);
INSERT INTO entries VALUES (2, 1788220802000, 'taken-in', NULL, NULL, '{"recordId":"sending-1","channel":"fake","subscription":"sub-sending","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (3, 1788220802000, 'taken-in', NULL, NULL, '{"recordId":"sending-2","channel":"fake","subscription":"sub-sending","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (4, 1788220803000, 'taken-in', NULL, NULL, '{"recordId":"unsent-1","channel":"fake","subscription":"sub-unsent","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (5, 1788220804000, 'taken-in', NULL, NULL, '{"recordId":"accepted","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (6, 1788220804000, 'taken-in', NULL, NULL, '{"recordId":"pending","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (7, 1788220804000, 'taken-in', NULL, NULL, '{"recordId":"partial","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (8, 1788220804000, 'taken-in', NULL, NULL, '{"recordId":"refused","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (9, 1788220804000, 'taken-in', NULL, NULL, '{"recordId":"unknown","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (10, 1788220804000, 'taken-in', NULL, NULL, '{"recordId":"ambiguous","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (11, 1788220804000, 'taken-in', NULL, NULL, '{"recordId":"absent","channel":"fake","subscription":"sub-mixed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (12, 1788220805000, 'taken-in', NULL, NULL, '{"recordId":"retracting","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (13, 1788220805000, 'taken-in', NULL, NULL, '{"recordId":"retracted","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (14, 1788220805000, 'taken-in', NULL, NULL, '{"recordId":"kept","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (15, 1788220805000, 'taken-in', NULL, NULL, '{"recordId":"correcting","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (16, 1788220805000, 'taken-in', NULL, NULL, '{"recordId":"corrected","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (17, 1788220805000, 'taken-in', NULL, NULL, '{"recordId":"replaced-by-waiting","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (18, 1788220806000, 'taken-in', NULL, NULL, '{"recordId":"offered-again","channel":"fake","subscription":"sub-again","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (19, 1788220807000, 'taken-in', NULL, NULL, '{"recordId":"offered-as-it-was","channel":"fake","subscription":"sub-same","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (20, 1788220808000, 'taken-in', NULL, NULL, '{"recordId":"refused-before","channel":"other","subscription":"sub-before","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (21, 1788220809000, 'intent', '6804baa3d4a08ef2b4e97d9a060550b9', NULL, '{"sha256":"0f569bcf8068016262d978f94e48584db1811dfefd071989585ec562eaf2d793","records":["sending-1","sending-2"]}', X'73656E64696E672D312C73656E64696E672D32');
INSERT INTO entries VALUES (22, 1788220809000, 'intent', '8687f2bbc2b7019abf1c5746a7ddf9e9', NULL, '{"sha256":"745caadd124c2b04cced8b9c9315a78da848b077b8199b8fc059a61bbf3f81a4","records":["unsent-1"]}', X'756E73656E742D31');
INSERT INTO entries VALUES (23, 1788220810000, 'not-sent', '8687f2bbc2b7019abf1c5746a7ddf9e9', NULL, '{"reason":"connection refused"}', NULL);
INSERT INTO entries VALUES (24, 1788220811000, 'resend', '8687f2bbc2b7019abf1c5746a7ddf9e9', NULL, '{}', NULL);
INSERT INTO entries VALUES (25, 1788220812000, 'not-sent', '8687f2bbc2b7019abf1c5746a7ddf9e9', NULL, '{"reason":"again"}', NULL);
INSERT INTO entries VALUES (26, 1788220813000, 'intent', '34f1ac31a46536d997055c886f2bc021', NULL, '{"sha256":"f271e352363bbbca976f906779d9f4d8dced95338ecf3558657950f209b55d09","records":["accepted","pending","partial","refused","unknown","ambiguous","absent"]}', X'61636365707465642C70656E64696E672C7061727469616C2C726566757365642C756E6B6E6F776E2C616D626967756F75732C616273656E74');
INSERT INTO entries VALUES (27, 1788220814000, 'outcome', '34f1ac31a46536d997055c886f2bc021', NULL, '{"outcomes":[{"status":"accepted","recordId":"accepted","reference":"ref-accepted"},{"status":"pending","recordId":"pending","reference":"ref-pending","channelState":"in review"},{"status":"partial","recordId":"partial","reference":"ref-partial","sent":"1.5","stored":"0.25"},{"status":"refused","recordId":"refused","problem":{"rule":"rule","field":"quantity","message":"no"}},{"status":"unknown","recordId":"unknown","reason":"no answer"},{"status":"unknown","recordId":"ambiguous","reason":"two are alike","candidates":[{"channel":"fake","reference":"x","subscription":"sub-mixed","status":"open","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}]},{"status":"absent","recordId":"absent"}]}', NULL);
INSERT INTO entries VALUES (28, 1788220814000, 'absent', '34f1ac31a46536d997055c886f2bc021', 'absent', '{}', NULL);
INSERT INTO entries VALUES (29, 1788220815000, 'intent', '35f56b3ca8a0288daf8c4e137cb02215', NULL, '{"sha256":"253af63e172fec4a465d7c1e3b3b91b4f353af81c71cbabdf218226f3df07746","records":["retracting","retracted","kept","correcting","corrected","replaced-by-waiting"]}', X'72657472616374696E672C7265747261637465642C6B6570742C636F7272656374696E672C636F727265637465642C7265706C616365642D62792D77616974696E67');
INSERT INTO entries VALUES (30, 1788220816000, 'outcome', '35f56b3ca8a0288daf8c4e137cb02215', NULL, '{"outcomes":[{"status":"accepted","recordId":"retracting","reference":"ref-retracting"},{"status":"accepted","recordId":"retracted","reference":"ref-retracted"},{"status":"accepted","recordId":"kept","reference":"ref-kept"},{"status":"accepted","recordId":"correcting","reference":"ref-correcting"},{"status":"accepted","recordId":"corrected","reference":"ref-corrected"},{"status":"accepted","recordId":"replaced-by-waiting","reference":"ref-replaced-by-waiting"}]}', NULL);
INSERT INTO entries VALUES (31, 1788220817000, 'retraction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'retracting', '{}', NULL);
INSERT INTO entries VALUES (32, 1788220818000, 'retraction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'retracted', '{}', NULL);
INSERT INTO entries VALUES (33, 1788220819000, 'retraction-outcome', NULL, 'retracted', '{"result":"retracted"}', NULL);
INSERT INTO entries VALUES (34, 1788220820000, 'retraction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'kept', '{}', NULL);
INSERT INTO entries VALUES (35, 1788220821000, 'retraction-outcome', NULL, 'kept', '{"result":"kept"}', NULL);
INSERT INTO entries VALUES (36, 1788220822000, 'taken-in', NULL, NULL, '{"recordId":"replacing","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"3","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (37, 1788220822000, 'correction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'correcting', '{"record":"correcting","replacement":"replacing"}', NULL);
INSERT INTO entries VALUES (38, 1788220822000, 'correction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'replacing', '{"record":"correcting","replacement":"replacing"}', NULL);
INSERT INTO entries VALUES (39, 1788220823000, 'taken-in', NULL, NULL, '{"recordId":"replacement","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"3","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (40, 1788220823000, 'correction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'corrected', '{"record":"corrected","replacement":"replacement"}', NULL);
INSERT INTO entries VALUES (41, 1788220823000, 'correction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'replacement', '{"record":"corrected","replacement":"replacement"}', NULL);
INSERT INTO entries VALUES (42, 1788220824000, 'correction-outcome', NULL, 'corrected', '{"record":"corrected","replacement":{"status":"accepted","recordId":"replacement","reference":"ref-replacement"}}', NULL);
INSERT INTO entries VALUES (43, 1788220824000, 'correction-outcome', NULL, 'replacement', '{"record":"corrected","replacement":{"status":"accepted","recordId":"replacement","reference":"ref-replacement"}}', NULL);
INSERT INTO entries VALUES (44, 1788220825000, 'taken-in', NULL, NULL, '{"recordId":"replacement-waiting","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"3","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (45, 1788220825000, 'correction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'replaced-by-waiting', '{"record":"replaced-by-waiting","replacement":"replacement-waiting"}', NULL);
INSERT INTO entries VALUES (46, 1788220825000, 'correction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'replacement-waiting', '{"record":"replaced-by-waiting","replacement":"replacement-waiting"}', NULL);
INSERT INTO entries VALUES (47, 1788220826000, 'absent', '35f56b3ca8a0288daf8c4e137cb02215', 'replacement-waiting', '{}', NULL);
INSERT INTO entries VALUES (48, 1788220826000, 'correction-outcome', NULL, 'replaced-by-waiting', '{"record":"retracted","replacement":{"status":"absent","recordId":"replacement-waiting"}}', NULL);
INSERT INTO entries VALUES (49, 1788220826000, 'correction-outcome', NULL, 'replacement-waiting', '{"record":"retracted","replacement":{"status":"absent","recordId":"replacement-waiting"}}', NULL);
INSERT INTO entries VALUES (50, 1788220827000, 'taken-in', NULL, NULL, '{"recordId":"replacement-refused","channel":"fake","subscription":"sub-changed","meter":"calls","quantity":"3","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}', NULL);
INSERT INTO entries VALUES (51, 1788220827000, 'correction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'kept', '{"record":"kept","replacement":"replacement-refused"}', NULL);
INSERT INTO entries VALUES (52, 1788220827000, 'correction-intent', '35f56b3ca8a0288daf8c4e137cb02215', 'replacement-refused', '{"record":"kept","replacement":"replacement-refused"}', NULL);
INSERT INTO entries VALUES (53, 1788220828000, 'correction-outcome', NULL, 'kept', '{"record":"kept","replacement":{"status":"refused","recordId":"replacement-refused","problem":{"rule":"rule","field":"quantity","message":"no"}}}', NULL);
INSERT INTO entries VALUES (54, 1788220828000, 'correction-outcome', NULL, 'replacement-refused', '{"record":"kept","replacement":{"status":"refused","recordId":"replacement-refused","problem":{"rule":"rule","field":"quantity","message":"no"}}}', NULL);
INSERT INTO entries VALUES (55, 1788220829000, 'intent', '6fe1914b20ffe445a3ea6eeabe230c5c', NULL, '{"sha256":"812e4ecacc97aecb5c2b72bbebee55280e9984b93cc87f1c6b8feaf27339375b","records":["offered-again"]}', X'6F6666657265642D616761696E');
INSERT INTO entries VALUES (56, 1788220830000, 'outcome', '6fe1914b20ffe445a3ea6eeabe230c5c', NULL, '{"outcomes":[{"status":"refused","recordId":"offered-again","problem":{"rule":"rule","field":"quantity","message":"no"}}]}', NULL);
INSERT INTO entries VALUES (57, 1788220831000, 'offered-again', '6fe1914b20ffe445a3ea6eeabe230c5c', 'offered-again', '{"recordId":"offered-again","channel":"fake","subscription":"sub-elsewhere","meter":"calls","quantity":"2","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"},"previous":18}', NULL);
INSERT INTO entries VALUES (58, 1788220832000, 'intent', '66433deb72f71353e945f991ab0b80d7', NULL, '{"sha256":"88bfada822f28edd0986e5becf8dc038fcc605580dc1cd062d7349be4cacc45e","records":["offered-as-it-was"]}', X'6F6666657265642D61732D69742D776173');
INSERT INTO entries VALUES (59, 1788220833000, 'outcome', '66433deb72f71353e945f991ab0b80d7', NULL, '{"outcomes":[{"status":"refused","recordId":"offered-as-it-was","problem":{"rule":"rule","field":"quantity","message":"no"}}]}', NULL);
INSERT INTO entries VALUES (60, 1788220834000, 'offered-again', '66433deb72f71353e945f991ab0b80d7', 'offered-as-it-was', '{"recordId":"offered-as-it-was","channel":"fake","subscription":"sub-same","meter":"calls","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"},"previous":19}', NULL);
INSERT INTO entries VALUES (61, 1788220835000, 'intent', '66433deb72f71353e945f991ab0b80d7', NULL, '{"sha256":"88bfada822f28edd0986e5becf8dc038fcc605580dc1cd062d7349be4cacc45e","records":["offered-as-it-was"]}', X'6F6666657265642D61732D69742D776173');
INSERT INTO entries VALUES (62, 1788220836000, 'refused-before-sending', NULL, 'refused-before', '{"status":"refused","recordId":"refused-before","problem":{"rule":"rule","field":"quantity","message":"no"}}', NULL);
CREATE TABLE lanes (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    delivery_key TEXT NOT NULL,
    UNIQUE (channel, delivery_key)
  ) STRICT;
INSERT INTO lanes VALUES (1, 'fake', 'sub-waiting');
INSERT INTO lanes VALUES (2, 'fake', 'sub-sending');
INSERT INTO lanes VALUES (3, 'fake', 'sub-unsent');
INSERT INTO lanes VALUES (4, 'fake', 'sub-mixed');
INSERT INTO lanes VALUES (5, 'fake', 'sub-changed');
INSERT INTO lanes VALUES (6, 'fake', 'sub-again');
INSERT INTO lanes VALUES (7, 'fake', 'sub-same');
INSERT INTO lanes VALUES (8, 'other', 'sub-before');
INSERT INTO lanes VALUES (9, 'fake', 'sub-elsewhere');
CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    lane INTEGER NOT NULL, -- lanes.id
    state TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    delivery INTEGER, -- deliveries.seq
    reference TEXT,
    outcome TEXT,
    replaced_by TEXT
  ) STRICT;
INSERT INTO records VALUES (1, '0123456789abcdef0123456789abcdef', 1, 'waiting', '5f9a3c5bf497aee4b8f27fe504e683f2', NULL, NULL, NULL, NULL);
INSERT INTO records VALUES (2, 'sending-1', 2, 'sending', 'abaa5ef69951a1e071ac141df6bdb257', 21, NULL, NULL, NULL);
INSERT INTO records VALUES (3, 'sending-2', 2, 'sending', 'ec3beaeac53f30b641c1b4e26904562d', 21, NULL, NULL, NULL);
INSERT INTO records VALUES (4, 'unsent-1', 3, 'unsent', '08c18514b4a71a7ebdfa4ecb528cf6a7', 22, NULL, NULL, NULL);
INSERT INTO records VALUES (5, 'accepted', 4, 'accepted', 'b4e4d7a58553bacccd4c9c76e9464900', 26, 'ref-accepted', '{"status":"accepted","recordId":"accepted","reference":"ref-accepted"}', NULL);
INSERT INTO records VALUES (6, 'pending', 4, 'pending', '5b8f2e1c652e80586aaa6a5b9a457530', 26, 'ref-pending', '{"status":"pending","recordId":"pending","reference":"ref-pending","channelState":"in review"}', NULL);
INSERT INTO records VALUES (7, 'partial', 4, 'partial', '7232be1bb6a6057a41a9dc6815bad39f', 26, 'ref-partial', '{"status":"partial","recordId":"partial","reference":"ref-partial","sent":"1.5","stored":"0.25"}', NULL);
INSERT INTO records VALUES (8, 'refused', 4, 'refused', '53e7904efe2b320e45d44ac9549ab7d6', 26, NULL, '{"status":"refused","recordId":"refused","problem":{"rule":"rule","field":"quantity","message":"no"}}', NULL);
INSERT INTO records VALUES (9, 'unknown', 4, 'unknown', '360bee7a0b92b87076b888913177af72', 26, NULL, '{"status":"unknown","recordId":"unknown","reason":"no answer"}', NULL);
INSERT INTO records VALUES (10, 'ambiguous', 4, 'unknown', 'c38cace125496b8b31a48382652a08ae', 26, NULL, '{"status":"unknown","recordId":"ambiguous","reason":"two are alike","candidates":[{"channel":"fake","reference":"x","subscription":"sub-mixed","status":"open","quantity":"1.5","period":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T01:00:00Z"}}]}', NULL);
INSERT INTO records VALUES (11, 'absent', 4, 'waiting', '0771d27d7c009b13bf54a8d1c0d66afa', NULL, NULL, NULL, NULL);
INSERT INTO records VALUES (12, 'retracting', 5, 'retracting', 'a5b36f1416f170bb63369f7a79e9eafc', 29, 'ref-retracting', '{"status":"accepted","recordId":"retracting","reference":"ref-retracting"}', NULL);
INSERT INTO records VALUES (13, 'retracted', 5, 'retracted', 'affd27089633c43ef1ad58ec5ce6a7f5', 29, 'ref-retracted', '{"status":"accepted","recordId":"retracted","reference":"ref-retracted"}', NULL);
INSERT INTO records VALUES (14, 'kept', 5, 'accepted', 'd91bcde41c86aaaa15819498442a7ef8', 29, 'ref-kept', '{"status":"accepted","recordId":"kept","reference":"ref-kept"}', NULL);
INSERT INTO records VALUES (15, 'correcting', 5, 'correcting', '8aece311e028e1cdcdd2ee40b07a6f27', 29, 'ref-correcting', '{"status":"accepted","recordId":"correcting","reference":"ref-correcting"}', 'replacing');
INSERT INTO records VALUES (16, 'corrected', 5, 'corrected', '5da34fd334221f67f9e00cc2f0c2b3e5', 29, 'ref-corrected', '{"status":"accepted","recordId":"corrected","reference":"ref-corrected"}', 'replacement');
INSERT INTO records VALUES (17, 'replaced-by-waiting', 5, 'retracted', '8fd288975ffc7ca1d11408ad498eabcd', 29, 'ref-replaced-by-waiting', '{"status":"accepted","recordId":"replaced-by-waiting","reference":"ref-replaced-by-waiting"}', 'replacement-waiting');
INSERT INTO records VALUES (20, 'refused-before', 8, 'refused', '4f2a63b75f8d7c1446f01bbefa2693c2', NULL, NULL, '{"status":"refused","recordId":"refused-before","problem":{"rule":"rule","field":"quantity","message":"no"}}', NULL);
INSERT INTO records VALUES (36, 'replacing', 5, 'replacing', 'b31903f09787805d1e518279e7b5e1ba', 29, NULL, NULL, NULL);
INSERT INTO records VALUES (39, 'replacement', 5, 'accepted', 'd4bf45e3dbd9542c1f8be54e67f0568a', 29, 'ref-replacement', '{"status":"accepted","recordId":"replacement","reference":"ref-replacement"}', NULL);
INSERT INTO records VALUES (44, 'replacement-waiting', 5, 'waiting', 'a7bde35ef28543551ad94a4dd58eeb46', NULL, NULL, NULL, NULL);
INSERT INTO records VALUES (50, 'replacement-refused', 5, 'refused', '275cb8779cdf23caea1bc59f6d3a757c', 29, NULL, '{"status":"refused","recordId":"replacement-refused","problem":{"rule":"rule","field":"quantity","message":"no"}}', NULL);
INSERT INTO records VALUES (57, 'offered-again', 9, 'waiting', '69a68b24d8ccb949e70227e28ff1b04d', NULL, NULL, NULL, NULL);
INSERT INTO records VALUES (60, 'offered-as-it-was', 7, 'sending', 'd19bbcb0dd8d352556e807c6373e0664', 61, NULL, NULL, NULL);
CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    delivery_key TEXT NOT NULL,
    state TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    intended_at INTEGER NOT NULL
  ) STRICT;
INSERT INTO deliveries VALUES (21, '6804baa3d4a08ef2b4e97d9a060550b9', 'fake', 'sub-sending', 'sending', '0f569bcf8068016262d978f94e48584db1811dfefd071989585ec562eaf2d793', 1, 1788220809000);
INSERT INTO deliveries VALUES (22, '8687f2bbc2b7019abf1c5746a7ddf9e9', 'fake', 'sub-unsent', 'unsent', '745caadd124c2b04cced8b9c9315a78da848b077b8199b8fc059a61bbf3f81a4', 2, 1788220811000);
INSERT INTO deliveries VALUES (26, '34f1ac31a46536d997055c886f2bc021', 'fake', 'sub-mixed', 'unknown', 'f271e352363bbbca976f906779d9f4d8dced95338ecf3558657950f209b55d09', 1, 1788220813000);
INSERT INTO deliveries VALUES (29, '35f56b3ca8a0288daf8c4e137cb02215', 'fake', 'sub-changed', 'settled', '253af63e172fec4a465d7c1e3b3b91b4f353af81c71cbabdf218226f3df07746', 1, 1788220815000);
INSERT INTO deliveries VALUES (55, '6fe1914b20ffe445a3ea6eeabe230c5c', 'fake', 'sub-again', 'settled', '812e4ecacc97aecb5c2b72bbebee55280e9984b93cc87f1c6b8feaf27339375b', 1, 1788220829000);
INSERT INTO deliveries VALUES (61, '66433deb72f71353e945f991ab0b80d7', 'fake', 'sub-same', 'sending', '88bfada822f28edd0986e5becf8dc038fcc605580dc1cd062d7349be4cacc45e', 1, 1788220835000);
CREATE INDEX entries_of_delivery ON entries (delivery) WHERE delivery IS NOT NULL;
CREATE INDEX entries_of_record ON entries (record) WHERE record IS NOT NULL;
CREATE INDEX waiting_records ON records (lane) WHERE state = 'waiting';
CREATE INDEX records_of_delivery ON records (delivery) WHERE delivery IS NOT NULL;
CREATE INDEX open_deliveries ON deliveries (channel) WHERE state <> 'settled';
CREATE INDEX deliveries_of_key ON deliveries (channel, delivery_key);
