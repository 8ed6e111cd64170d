ALTER TABLE "questions" ADD COLUMN "reply_findings" text[];--> statement-breakpoint
ALTER TABLE "reply_templates" ADD COLUMN "topic_id" uuid;