ALTER TABLE "item_versions" ADD COLUMN "author_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE "item_versions" SET "author_ids" = ARRAY["author_id"] WHERE "author_id" IS NOT NULL;
