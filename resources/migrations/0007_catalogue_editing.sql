-- Edited after `drizzle-kit generate`: the new table is STRICT, which drizzle can't say, and product
-- gets its column and its new indexes without a rebuild.
CREATE TABLE `price_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`product_id` text NOT NULL,
	`at` text NOT NULL,
	`from_price` integer NOT NULL,
	`to_price` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "price_change_at_instant" CHECK("at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "price_change_from_price_won" CHECK("from_price" BETWEEN 0 AND 9999999999),
	CONSTRAINT "price_change_to_price_won" CHECK("to_price" BETWEEN 0 AND 9999999999)
) STRICT;
--> statement-breakpoint
CREATE INDEX `price_change_of_product` ON `price_change` (`product_id`,`id`);--> statement-breakpoint
ALTER TABLE `product` ADD `archived_at` text CONSTRAINT "product_archived_at_instant" CHECK("archived_at" GLOB '????-??-??T??:??:??.???Z');--> statement-breakpoint
DROP INDEX `product_barcode_unique`;--> statement-breakpoint
DROP INDEX `product_code_unique`;--> statement-breakpoint
CREATE UNIQUE INDEX `product_barcode_sold` ON `product` (`barcode`) WHERE "archived_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `product_code_sold` ON `product` (`code`) WHERE "archived_at" IS NULL;
