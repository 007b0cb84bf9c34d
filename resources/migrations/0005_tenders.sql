-- Edited after `drizzle-kit generate`: every table is STRICT, which drizzle can't say.
CREATE TABLE `cash_receipt` (
	`id` text PRIMARY KEY NOT NULL,
	`tender_id` text NOT NULL,
	`order_id` text NOT NULL,
	`client_key` text NOT NULL,
	`kind` text NOT NULL,
	`masked_number` text NOT NULL,
	`sealed_number` text,
	`amount` integer NOT NULL,
	`tax_free_amount` integer NOT NULL,
	`idempotency_key` text NOT NULL,
	`requested_at` text NOT NULL,
	`state` text NOT NULL,
	`settled_at` text,
	`receipt_key` text,
	`issue_number` text,
	`receipt_url` text,
	`refusal_code` text,
	`refusal_message` text,
	FOREIGN KEY (`tender_id`) REFERENCES `cash_tender`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cash_receipt_amount_won" CHECK("amount" BETWEEN 1 AND 9999999999),
	CONSTRAINT "cash_receipt_tax_free_within" CHECK("tax_free_amount" BETWEEN 0 AND "amount"),
	CONSTRAINT "cash_receipt_kind_known" CHECK("kind" IN ('income', 'expense', 'self')),
	CONSTRAINT "cash_receipt_state_known" CHECK("state" IN ('requested', 'done', 'refused')),
	CONSTRAINT "cash_receipt_requested_at_instant" CHECK("requested_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "cash_receipt_settled" CHECK(("state" = 'requested') = ("settled_at" IS NULL) AND ("state" = 'done') = ("receipt_key" IS NOT NULL) AND ("state" = 'refused') = ("refusal_code" IS NOT NULL) AND ("state" = 'requested' OR "sealed_number" IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cash_receipt_order_id_unique` ON `cash_receipt` (`order_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cash_receipt_idempotency_key_unique` ON `cash_receipt` (`idempotency_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `cash_receipt_receipt_key_unique` ON `cash_receipt` (`receipt_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `cash_receipt_one_live` ON `cash_receipt` (`tender_id`) WHERE "state" <> 'refused';--> statement-breakpoint
CREATE INDEX `cash_receipt_open` ON `cash_receipt` (`requested_at`) WHERE "state" = 'requested';--> statement-breakpoint
CREATE TABLE `cash_receipt_cancel` (
	`id` text PRIMARY KEY NOT NULL,
	`receipt_id` text NOT NULL,
	`refund_id` text NOT NULL,
	`amount` integer NOT NULL,
	`idempotency_key` text NOT NULL,
	`requested_at` text NOT NULL,
	`state` text NOT NULL,
	`settled_at` text,
	`refusal_code` text,
	`refusal_message` text,
	FOREIGN KEY (`receipt_id`) REFERENCES `cash_receipt`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`refund_id`) REFERENCES `cash_refund`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cash_receipt_cancel_amount_won" CHECK("amount" BETWEEN 1 AND 9999999999),
	CONSTRAINT "cash_receipt_cancel_state_known" CHECK("state" IN ('requested', 'done', 'refused')),
	CONSTRAINT "cash_receipt_cancel_requested_at_instant" CHECK("requested_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "cash_receipt_cancel_settled" CHECK(("state" = 'requested') = ("settled_at" IS NULL) AND ("state" = 'refused') = ("refusal_code" IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cash_receipt_cancel_refund_id_unique` ON `cash_receipt_cancel` (`refund_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cash_receipt_cancel_idempotency_key_unique` ON `cash_receipt_cancel` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `cash_receipt_cancel_of` ON `cash_receipt_cancel` (`receipt_id`,`requested_at`);--> statement-breakpoint
CREATE INDEX `cash_receipt_cancel_open` ON `cash_receipt_cancel` (`requested_at`) WHERE "state" = 'requested';--> statement-breakpoint
CREATE TABLE `cash_refund` (
	`id` text PRIMARY KEY NOT NULL,
	`tender_id` text NOT NULL,
	`amount` integer NOT NULL,
	`reason` text NOT NULL,
	`refunded_at` text NOT NULL,
	FOREIGN KEY (`tender_id`) REFERENCES `cash_tender`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cash_refund_amount_won" CHECK("amount" BETWEEN 1 AND 9999999999),
	CONSTRAINT "cash_refund_refunded_at_instant" CHECK("refunded_at" GLOB '????-??-??T??:??:??.???Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX `cash_refund_of_tender` ON `cash_refund` (`tender_id`,`refunded_at`);--> statement-breakpoint
CREATE TABLE `cash_refund_line` (
	`refund_id` text NOT NULL,
	`line_no` integer NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`refund_id`, `line_no`),
	FOREIGN KEY (`refund_id`) REFERENCES `cash_refund`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cash_refund_line_quantity_some" CHECK("quantity" >= 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `cash_tender` (
	`id` text PRIMARY KEY NOT NULL,
	`order_seq` integer NOT NULL,
	`tender_no` integer NOT NULL,
	`intent_id` text NOT NULL,
	`amount` integer NOT NULL,
	`received` integer NOT NULL,
	`taken_at` text NOT NULL,
	FOREIGN KEY (`order_seq`) REFERENCES `orders`(`seq`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cash_tender_amount_won" CHECK("amount" BETWEEN 1 AND 9999999999),
	CONSTRAINT "cash_tender_received_won" CHECK("received" BETWEEN 0 AND 9999999999),
	CONSTRAINT "cash_tender_received_enough" CHECK("received" >= "amount"),
	CONSTRAINT "cash_tender_taken_at_instant" CHECK("taken_at" GLOB '????-??-??T??:??:??.???Z')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cash_tender_intent_id_unique` ON `cash_tender` (`intent_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cash_tender_of_order` ON `cash_tender` (`order_seq`,`tender_no`);--> statement-breakpoint
CREATE INDEX `cash_tender_taken_at` ON `cash_tender` (`taken_at`);--> statement-breakpoint
DROP INDEX `orders_newest`;--> statement-breakpoint
ALTER TABLE `orders` ADD `held_amount` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_held` ON `orders` (`held_amount`) WHERE "held_amount" > 0;--> statement-breakpoint
CREATE INDEX `orders_newest` ON `orders` (`business_day`,`created_at`,`number`,`status`,`total_amount`,`refunded_amount`,`held_amount`);