DROP INDEX "files_unused";--> statement-breakpoint
DROP INDEX "meetings_one_coming";--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "meeting_id" uuid;--> statement-breakpoint
ALTER TABLE "forums" ADD COLUMN "decides" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "room" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "attendees" integer;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "cancel_reason" text;--> statement-breakpoint
CREATE INDEX "files_of_meeting" ON "files" USING btree ("tenant_id","meeting_id") WHERE meeting_id is not null;--> statement-breakpoint
CREATE INDEX "files_unclaimed" ON "files" USING btree ("created_at") WHERE question_id is null and case_id is null and meeting_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_one_ahead" ON "meetings" USING btree ("tenant_id","forum_id","org_id") WHERE held_at is null and cancelled_at is null;