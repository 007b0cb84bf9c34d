-- Edited after `drizzle-kit generate`: tables are STRICT, which drizzle can't say; order_line is made
-- anew for its sum, which now takes discounts off, and what it held had none; cart and orders get
-- their columns without a rebuild.
CREATE TABLE `cart_step` (
	`seq` integer PRIMARY KEY NOT NULL,
	`before` text NOT NULL,
	CONSTRAINT "cart_step_before_json" CHECK(json_valid("before"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `held_cart` (
	`id` text PRIMARY KEY NOT NULL,
	`held_at` text NOT NULL,
	`total` integer NOT NULL,
	`count` integer NOT NULL,
	`names` text NOT NULL,
	`tried_as` text,
	`contents` text NOT NULL,
	CONSTRAINT "held_cart_held_at_instant" CHECK("held_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "held_cart_total_won" CHECK("total" BETWEEN 0 AND 9999999999),
	CONSTRAINT "held_cart_count_some" CHECK("count" >= 1),
	CONSTRAINT "held_cart_names_json" CHECK(json_valid("names")),
	CONSTRAINT "held_cart_contents_json" CHECK(json_valid("contents"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `__new_order_line` (
	`order_seq` integer NOT NULL,
	`line_no` integer NOT NULL,
	`product_id` text NOT NULL,
	`name` text NOT NULL,
	`unit_price` integer NOT NULL,
	`quantity` integer NOT NULL,
	`discount` integer DEFAULT 0 NOT NULL,
	`discount_share` integer DEFAULT 0 NOT NULL,
	`discount_reason` text,
	`amount` integer NOT NULL,
	`note` text,
	`tax_type` text NOT NULL,
	PRIMARY KEY(`order_seq`, `line_no`),
	FOREIGN KEY (`order_seq`) REFERENCES `orders`(`seq`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_line_unit_price_won" CHECK("unit_price" BETWEEN 0 AND 9999999999),
	CONSTRAINT "order_line_amount_won" CHECK("amount" BETWEEN 0 AND 9999999999),
	CONSTRAINT "order_line_quantity_some" CHECK("quantity" >= 1),
	CONSTRAINT "order_line_discount_within" CHECK("discount" BETWEEN "discount_share" AND "unit_price" * "quantity"),
	CONSTRAINT "order_line_discount_share_won" CHECK("discount_share" BETWEEN 0 AND 9999999999),
	CONSTRAINT "order_line_amount_sum" CHECK("amount" = "unit_price" * "quantity" - "discount"),
	CONSTRAINT "order_line_tax_type_known" CHECK("tax_type" IN ('taxable', 'exempt'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_order_line` ("order_seq", "line_no", "product_id", "name", "unit_price", "quantity", "amount", "tax_type")
SELECT "order_seq", "line_no", "product_id", "name", "unit_price", "quantity", "amount", "tax_type" FROM `order_line`;--> statement-breakpoint
DROP TABLE `order_line`;--> statement-breakpoint
ALTER TABLE `__new_order_line` RENAME TO `order_line`;--> statement-breakpoint
CREATE INDEX `order_line_name` ON `order_line` (`name`,`order_seq`);--> statement-breakpoint
ALTER TABLE `cart` ADD `terms` text DEFAULT '{}' NOT NULL CONSTRAINT "cart_terms_json" CHECK(json_valid("terms"));--> statement-breakpoint
ALTER TABLE `orders` ADD `discount` integer DEFAULT 0 NOT NULL CONSTRAINT "orders_discount_won" CHECK("discount" BETWEEN 0 AND 9999999999);--> statement-breakpoint
ALTER TABLE `orders` ADD `discount_reason` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `approved_by` text CONSTRAINT "orders_approved_by_known" CHECK("approved_by" IN ('manager'));--> statement-breakpoint
ALTER TABLE `orders` ADD `serving` text DEFAULT 'here' NOT NULL CONSTRAINT "orders_serving_known" CHECK("serving" IN ('here', 'takeaway'));
