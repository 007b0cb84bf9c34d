-- Edited after `drizzle-kit generate`: the table is STRICT, which drizzle can't say; what the two
-- tables of calls and answers held is carried over, each answer right after its call, with a hash
-- of zeros, which openDatabase seals in the same transaction; and refund gets its column without a
-- rebuild.
CREATE TABLE `journal` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`entry` text NOT NULL,
	`call_seq` integer,
	`kind` text,
	`order_id` text,
	`refund_id` text,
	`idempotency_key` text,
	`method` text,
	`path` text,
	`request` text,
	`status` integer,
	`body` text,
	`trace_id` text,
	`error` text,
	`at` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`call_seq`) REFERENCES `journal`(`seq`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "journal_entry_known" CHECK("entry" IN ('call', 'answer')),
	CONSTRAINT "journal_kind_known" CHECK("kind" IN ('confirm', 'lookup', 'cancel', 'transactions', 'cash_receipt', 'cash_receipt_cancel')),
	CONSTRAINT "journal_method_known" CHECK("method" IN ('GET', 'POST')),
	CONSTRAINT "journal_at_instant" CHECK("at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "journal_hash_hex" CHECK(length("hash") = 64 AND "hash" NOT GLOB '*[^0-9a-f]*'),
	CONSTRAINT "journal_call" CHECK("entry" <> 'call' OR ("kind" IS NOT NULL AND "method" IS NOT NULL AND "path" IS NOT NULL AND coalesce("call_seq", "status", "body", "trace_id", "error") IS NULL)),
	CONSTRAINT "journal_answer" CHECK("entry" <> 'answer' OR ("call_seq" IS NOT NULL AND "call_seq" < "seq" AND coalesce("kind", "order_id", "refund_id", "idempotency_key", "method", "path", "request") IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `journal_call_seq_unique` ON `journal` (`call_seq`);--> statement-breakpoint
INSERT INTO `journal`
SELECT
	`seq`,
	CASE `is_answer` WHEN 1 THEN 'answer' ELSE 'call' END,
	CASE `is_answer` WHEN 1 THEN `seq` - 1 END,
	`kind`, `order_id`, `refund_id`, `idempotency_key`, `method`, `path`, `request`,
	`status`, `body`, `trace_id`, `error`,
	`at`,
	printf('%064d', 0)
FROM (
	SELECT row_number() OVER (ORDER BY `id`, `is_answer`) AS `seq`, * FROM (
		SELECT
			`id`, 0 AS `is_answer`, `kind`, `order_id`, `refund_id`, `idempotency_key`, `method`, `path`, `request`,
			NULL AS `status`, NULL AS `body`, NULL AS `trace_id`, NULL AS `error`, `at`
		FROM `toss_call`
		UNION ALL
		SELECT `call_id`, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, `status`, `body`, `trace_id`, `error`, `at`
		FROM `toss_answer`
	)
)
ORDER BY `seq`;
--> statement-breakpoint
DROP TABLE `toss_answer`;--> statement-breakpoint
DROP TABLE `toss_call`;--> statement-breakpoint
ALTER TABLE `refund` ADD `cause` text DEFAULT 'asked' NOT NULL CONSTRAINT "refund_cause_known" CHECK("cause" IN ('asked', 'amount_differs'));
