CREATE TABLE "endorsement_modes" (
	"tenant_id" text NOT NULL,
	"kind" text NOT NULL,
	"mode" text NOT NULL,
	CONSTRAINT "endorsement_modes_tenant_id_kind_pk" PRIMARY KEY("tenant_id","kind")
);
--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "endorsement" text;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "assist_signed" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "questions_assisting" ON "questions" USING gin ("assist_post_ids") WHERE status in ('dispatched', 'accepted', 'waiting', 'deliberating');