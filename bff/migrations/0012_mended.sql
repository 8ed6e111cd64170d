ALTER TABLE "messages" ADD COLUMN "quiet" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "lead_post_id" uuid;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "answered_by" text;--> statement-breakpoint
CREATE INDEX "publications_of_lead" ON "publications" USING btree ("tenant_id","lead_post_id","id");