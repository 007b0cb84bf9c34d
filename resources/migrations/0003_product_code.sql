ALTER TABLE `product` ADD `code` text;--> statement-breakpoint
CREATE UNIQUE INDEX `product_code_unique` ON `product` (`code`);