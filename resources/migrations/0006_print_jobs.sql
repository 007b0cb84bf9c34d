-- Edited after `drizzle-kit generate`: the table is STRICT, which drizzle can't say.
CREATE TABLE `print_job` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`number` text,
	`is_reissue` integer NOT NULL,
	`created_at` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`begun_at` text,
	`settled_at` text,
	`problem` text,
	CONSTRAINT "print_job_kind_known" CHECK("kind" IN ('receipt', 'exchange', 'test')),
	CONSTRAINT "print_job_state_known" CHECK("state" IN ('waiting', 'printing', 'printed', 'unknown', 'put_away')),
	CONSTRAINT "print_job_problem_known" CHECK("problem" IN ('unreachable', 'no_answer', 'offline', 'paper_out', 'cover_open', 'broken', 'cut_off', 'till_ended', 'system')),
	CONSTRAINT "print_job_created_at_instant" CHECK("created_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "print_job_begun_at_instant" CHECK("begun_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "print_job_settled_at_instant" CHECK("settled_at" GLOB '????-??-??T??:??:??.???Z'),
	CONSTRAINT "print_job_order" CHECK(("kind" = 'test') = ("number" IS NULL)),
	CONSTRAINT "print_job_begun" CHECK("state" NOT IN ('printing', 'printed', 'unknown') OR "begun_at" IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE INDEX `print_job_of_order` ON `print_job` (`number`,`kind`);--> statement-breakpoint
CREATE INDEX `print_job_open` ON `print_job` (`id`) WHERE "state" IN ('waiting', 'printing', 'unknown');