DROP INDEX "held_papers_newest";--> statement-breakpoint
ALTER TABLE "held_papers" ADD COLUMN "account_id" uuid;--> statement-breakpoint
ALTER TABLE "held_papers" ADD CONSTRAINT "held_papers_newest" UNIQUE NULLS NOT DISTINCT("tenant_id","id_key","name","account_id");