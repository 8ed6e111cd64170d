ALTER TABLE "questions" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "merged_status" text;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "has_merged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "questions_merged" ON "questions" USING btree ("tenant_id","merged_into") WHERE merged_into is not null;