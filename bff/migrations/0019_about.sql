ALTER TABLE "messages" ADD COLUMN "about" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "about_id" uuid;