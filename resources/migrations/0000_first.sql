-- Edited after `drizzle-kit generate`: every table is STRICT, which drizzle can't say.
CREATE TABLE `attempt` (
	`order_id` text PRIMARY KEY NOT NULL,
	`order_seq` integer NOT NULL,
	`attempt_no` integer NOT NULL,
	`ref` text NOT NULL,
	`amount` integer NOT NULL,
	`order_name` text NOT NULL,
	`client_key` text NOT NULL,
	`started_at` text NOT NULL,
	`changed_at` text NOT NULL,
	`state` text NOT NULL,
	`payment_key` text,
	`idempotency_key` text,
	`returned_at` text,
	`reason_code` text,
	`reason_message` text,
	FOREIGN KEY (`order_seq`) REFERENCES `orders`(`seq`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attempt_amount_won" CHECK("amount" BETWEEN 0 AND 9999999999),
	CONSTRAINT "attempt_started_at_instant" CHECK("started_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "attempt_changed_at_instant" CHECK("changed_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "attempt_state_known" CHECK("state" IN ('awaiting_payment', 'confirming', 'paid', 'awaiting_deposit', 'declined', 'cancelled', 'expired')),
	CONSTRAINT "attempt_confirm_intent" CHECK("state" <> 'confirming' OR ("payment_key" IS NOT NULL AND "idempotency_key" IS NOT NULL AND "returned_at" IS NOT NULL)),
	CONSTRAINT "attempt_declined_reason" CHECK("state" <> 'declined' OR "reason_code" IS NOT NULL),
	CONSTRAINT "attempt_paid_by" CHECK("state" NOT IN ('paid', 'awaiting_deposit') OR "payment_key" IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_ref_unique` ON `attempt` (`ref`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_idempotency_key_unique` ON `attempt` (`idempotency_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_of_order` ON `attempt` (`order_seq`,`attempt_no`);--> statement-breakpoint
CREATE INDEX `attempt_payment_key` ON `attempt` (`payment_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_paid_once` ON `attempt` (`payment_key`) WHERE "state" IN ('paid', 'awaiting_deposit');--> statement-breakpoint
CREATE INDEX `attempt_unsettled` ON `attempt` (`started_at`) WHERE "state" IN ('awaiting_payment', 'confirming', 'awaiting_deposit');--> statement-breakpoint
CREATE TABLE `cart` (
	`id` integer PRIMARY KEY NOT NULL,
	`lines` text NOT NULL,
	`tried_as` text,
	CONSTRAINT "cart_one_row" CHECK("id" = 1),
	CONSTRAINT "cart_lines_json" CHECK(json_valid("lines"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `category` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`name_ko` text NOT NULL,
	`name_en` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `order_line` (
	`order_seq` integer NOT NULL,
	`line_no` integer NOT NULL,
	`product_id` text NOT NULL,
	`name` text NOT NULL,
	`unit_price` integer NOT NULL,
	`quantity` integer NOT NULL,
	`amount` integer NOT NULL,
	`tax_type` text NOT NULL,
	PRIMARY KEY(`order_seq`, `line_no`),
	FOREIGN KEY (`order_seq`) REFERENCES `orders`(`seq`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_line_unit_price_won" CHECK("unit_price" BETWEEN 0 AND 9999999999),
	CONSTRAINT "order_line_amount_won" CHECK("amount" BETWEEN 0 AND 9999999999),
	CONSTRAINT "order_line_quantity_some" CHECK("quantity" >= 1),
	CONSTRAINT "order_line_amount_sum" CHECK("amount" = "unit_price" * "quantity"),
	CONSTRAINT "order_line_tax_type_known" CHECK("tax_type" IN ('taxable', 'exempt'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `order_line_name` ON `order_line` (`name`,`order_seq`);--> statement-breakpoint
CREATE TABLE `orders` (
	`seq` integer PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`business_day` text NOT NULL,
	`created_at` text NOT NULL,
	`order_name` text NOT NULL,
	`total_amount` integer NOT NULL,
	`attempt_count` integer NOT NULL,
	`status` text NOT NULL,
	`refunded_amount` integer NOT NULL,
	CONSTRAINT "orders_total_amount_won" CHECK("total_amount" BETWEEN 0 AND 9999999999),
	CONSTRAINT "orders_created_at_instant" CHECK("created_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "orders_business_day_day" CHECK("business_day" GLOB '????-??-??'),
	CONSTRAINT "orders_attempt_count_some" CHECK("attempt_count" >= 1),
	CONSTRAINT "orders_status_known" CHECK("status" IN ('awaiting_payment', 'confirming', 'paid', 'awaiting_deposit', 'declined', 'cancelled', 'expired', 'partly_refunded', 'refunded')),
	CONSTRAINT "orders_refunded_within" CHECK("refunded_amount" BETWEEN 0 AND "total_amount")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number_unique` ON `orders` (`number`);--> statement-breakpoint
CREATE INDEX `orders_newest` ON `orders` (`business_day`,`created_at`,`number`,`status`,`total_amount`,`refunded_amount`);--> statement-breakpoint
CREATE INDEX `orders_status` ON `orders` (`status`,`business_day`,`created_at`,`number`);--> statement-breakpoint
CREATE INDEX `orders_amount` ON `orders` (`total_amount`);--> statement-breakpoint
CREATE TABLE `payment` (
	`order_id` text PRIMARY KEY NOT NULL,
	`payment_key` text NOT NULL,
	`status` text NOT NULL,
	`method` text,
	`currency` text NOT NULL,
	`total_amount` real NOT NULL,
	`balance_amount` real NOT NULL,
	`approve_no` text,
	`approved_at` text,
	`updated_at` text NOT NULL,
	`parsed` text NOT NULL,
	`answer` text NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `attempt`(`order_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_total_amount_some" CHECK("total_amount" >= 0),
	CONSTRAINT "payment_balance_amount_some" CHECK("balance_amount" >= 0),
	CONSTRAINT "payment_updated_at_instant" CHECK("updated_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "payment_parsed_json" CHECK(json_valid("parsed")),
	CONSTRAINT "payment_answer_json" CHECK(json_valid("answer"))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_payment_key_unique` ON `payment` (`payment_key`);--> statement-breakpoint
CREATE INDEX `payment_approve_no` ON `payment` (`approve_no`);--> statement-breakpoint
CREATE TABLE `product` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`price` integer NOT NULL,
	`category_id` text NOT NULL,
	`tax_type` text NOT NULL,
	`barcode` text,
	`picture` text,
	`is_favourite` integer NOT NULL,
	FOREIGN KEY (`category_id`) REFERENCES `category`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "product_price_won" CHECK("price" BETWEEN 0 AND 9999999999),
	CONSTRAINT "product_tax_type_known" CHECK("tax_type" IN ('taxable', 'exempt'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `product_barcode_unique` ON `product` (`barcode`);--> statement-breakpoint
CREATE TABLE `refund` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`payment_key` text NOT NULL,
	`idempotency_key` text NOT NULL,
	`amount` integer NOT NULL,
	`reason` text NOT NULL,
	`account_bank_code` text,
	`account_number` text,
	`account_holder_name` text,
	`requested_at` text NOT NULL,
	`balance_before` integer NOT NULL,
	`state` text NOT NULL,
	`settled_at` text,
	`balance_after` integer,
	`transaction_key` text,
	`refusal_code` text,
	`refusal_message` text,
	FOREIGN KEY (`order_id`) REFERENCES `attempt`(`order_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refund_amount_won" CHECK("amount" BETWEEN 1 AND 9999999999),
	CONSTRAINT "refund_balance_before_won" CHECK("balance_before" BETWEEN 0 AND 9999999999),
	CONSTRAINT "refund_balance_after_won" CHECK("balance_after" BETWEEN 0 AND 9999999999),
	CONSTRAINT "refund_within_balance" CHECK("amount" <= "balance_before"),
	CONSTRAINT "refund_requested_at_instant" CHECK("requested_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "refund_state_known" CHECK("state" IN ('requested', 'done', 'refused')),
	CONSTRAINT "refund_settled" CHECK(("state" = 'requested') = ("settled_at" IS NULL) AND ("state" = 'done') = ("balance_after" IS NOT NULL) AND ("state" = 'refused') = ("refusal_code" IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `refund_idempotency_key_unique` ON `refund` (`idempotency_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `refund_transaction_key_unique` ON `refund` (`transaction_key`);--> statement-breakpoint
CREATE INDEX `refund_of_attempt` ON `refund` (`order_id`,`requested_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `refund_one_open` ON `refund` (`payment_key`) WHERE "state" = 'requested';--> statement-breakpoint
CREATE TABLE `refund_line` (
	`refund_id` text NOT NULL,
	`line_no` integer NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`refund_id`, `line_no`),
	FOREIGN KEY (`refund_id`) REFERENCES `refund`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refund_line_quantity_some" CHECK("quantity" >= 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `sold_name` (
	`name` text PRIMARY KEY NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `toss_answer` (
	`call_id` integer PRIMARY KEY NOT NULL,
	`status` integer,
	`body` text,
	`trace_id` text,
	`error` text,
	`at` text NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `toss_call`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "toss_answer_at_instant" CHECK("at" GLOB '????-??-??T??:??:??.???Z')
) STRICT;
--> statement-breakpoint
CREATE TABLE `toss_call` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`order_id` text,
	`refund_id` text,
	`idempotency_key` text,
	`method` text NOT NULL,
	`path` text NOT NULL,
	`request` text,
	`at` text NOT NULL,
	CONSTRAINT "toss_call_kind_known" CHECK("kind" IN ('confirm', 'lookup', 'cancel')),
	CONSTRAINT "toss_call_method_known" CHECK("method" IN ('GET', 'POST')),
	CONSTRAINT "toss_call_at_instant" CHECK("at" GLOB '????-??-??T??:??:??.???Z')
) STRICT;
--> statement-breakpoint
CREATE INDEX `toss_call_order` ON `toss_call` (`order_id`,`id`);