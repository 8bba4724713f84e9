-- One row or more in each table as revision 0001 made them: two workspaces, invented people.
INSERT INTO workspace VALUES ('T1', 'Acme', 'UBOT', 'Europe/Berlin', '2026-10-01 08:00:00.000000', NULL);
INSERT INTO workspace VALUES ('T2', 'Bolt', 'UBOT', 'Asia/Kolkata', '2026-10-02 08:00:00.000000', '2026-11-01 08:00:00.000000');
INSERT INTO member (team_id, user_id, name, zone, guest, deleted, digest, weekday, minute, every, next_digest_at, minutes, sales_navigator, ideal, dm, refreshed_at) VALUES
 ('T1', 'U1', 'Ana "Ü" O''Neil', 'Europe/Berlin', false, false, 'on', 0, 540, 1, '2026-11-23 08:00:00.000000', 60, true, '[["CTO"],[],[]]', 'D1', '2026-11-20 08:00:00.000000'),
 ('T1', 'U2', 'Ben', 'America/New_York', false, false, 'on', 4, 540, 2, '2026-11-27 14:00:00.000000', 45, NULL, '', NULL, '2026-11-20 08:00:00.000000'),
 ('T1', 'U3', 'Chi', 'Asia/Kolkata', true, true, 'off', 0, 540, 1, NULL, 60, false, '', NULL, '2026-11-20 08:00:00.000000'),
 ('T2', 'U1', 'Dev', 'Asia/Kolkata', false, false, 'asked', 0, 540, 1, NULL, 60, NULL, '', NULL, '2026-11-20 08:00:00.000000');
INSERT INTO consent VALUES ('T1', 'c1', 'U1', 'digest on', 'button', '2026-10-05 08:00:00.000000');
INSERT INTO upload (team_id, id, user_id, file, state, sha256, rules, channel, ts, code, receipt, attempt, lease_until, created_at) VALUES
 ('T1', 'up1', 'U1', 'F1', 'done', 'abc', '1', 'D1', '1.0', NULL, '{}', 1, 1764000000.125, '2026-11-19 08:00:00.000000'),
 ('T1', 'up2', 'U2', 'F2', 'received', NULL, NULL, 'D2', '2.0', NULL, '{}', 0, 0.0, '2026-11-19 08:00:00.000000');
INSERT INTO upload_source VALUES ('T1', 'up1', 'comments', 'U1', '2026-08-01', '2026-11-18', '[]', '{"comments.credit":{"2026-11-16":3000,"2026-11-17":1500}}', '1');
INSERT INTO upload_level VALUES ('T1', 'up1', 'network.size', 'U1', 512.0, false, '2026-11-18', 1);
INSERT INTO reading (team_id, id, user_id, upload_id, day, brand, people, insights, relationships, total, whole, mismatch, industry_rank, network_rank, industry_average, network_average, source, sequence, recorded_at) VALUES
 ('T1', 'r1', 'U1', NULL, '2026-11-02', 1500, 1200, 1800, 1100, 5600, false, false, 12, 30, NULL, NULL, 'typed', 1, '2026-11-02 08:00:00.000000'),
 ('T1', 'r2', 'U1', NULL, '2026-11-16', 1550, 1210, 1810, 1130, 5700, false, false, NULL, NULL, 3400, 4100, 'typed', 2, '2026-11-16 08:00:00.000000');
INSERT INTO tip_event VALUES ('T1', 't1', 'U1', 'comment-first', 'done', '2026-11-17', '2026-11-17 08:00:00.000000', '2026-W47', true);
INSERT INTO board VALUES ('T1', 'C1', 'U1', 'consistency', 0, 570, 'Europe/Berlin', '2026-11-02', 6, '2026-11-23 08:30:00.000000', '3.0', '2026-W47', '2026-10-20 08:00:00.000000');
INSERT INTO board_member VALUES ('T1', 'C1', 'U1', '2026-10-20 08:00:00.000000', NULL);
INSERT INTO delivery (team_id, id, user_id, kind, slot, state, due_at, attempt, in_doubt, first_attempt_at, next_attempt_at, channel_id, ts, error, reason) VALUES
 ('T1', 'd1', 'U1', 'digest', '2026-W47', 'sent', '2026-11-16 08:00:00.000000', 1, false, '2026-11-16 08:00:01.000000', 1763280060.5, 'D1', '4.0', NULL, NULL),
 ('T1', 'd2', 'U2', 'digest', '2026-W46', 'claimed', '2026-11-13 14:00:00.000000', 2, true, '2026-11-13 14:00:01.000000', 1763042460.0, NULL, NULL, NULL, NULL),
 ('T1', 'd3', 'U2', 'digest', '2026-W44', 'failed', '2026-11-20 14:00:00.000000', 1, false, '2026-11-20 14:00:01.000000', 0.0, NULL, NULL, 'channel_not_found', NULL),
 ('T1', 'd4', 'C1', 'board', '2026-W46', 'pending', '2026-11-20 08:30:00.000000', 0, false, NULL, 0.0, NULL, NULL, NULL, NULL);
INSERT INTO pace VALUES ('T1', 1764000000.0);
INSERT INTO seen VALUES ('T1', 'Ev1', '2026-11-20 08:00:00.000000');
INSERT INTO audit VALUES ('T1', 'a1', '2026-11-20 08:00:00.000000', 'U1', 'board set up', 'C1', 'done');
