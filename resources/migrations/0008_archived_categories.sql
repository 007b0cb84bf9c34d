-- Edited after `drizzle-kit generate`: category gets its column without a rebuild.
ALTER TABLE `category` ADD `archived_at` text CONSTRAINT "category_archived_at_instant" CHECK("archived_at" GLOB '????-??-??T??:??:??.???Z');
