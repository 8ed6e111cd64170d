CREATE TABLE "routing_orders" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"steps" text[] NOT NULL
);
--> statement-breakpoint
DROP INDEX "duties_one_post";--> statement-breakpoint
ALTER TABLE "duties" ADD COLUMN "share" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "duties_post_once" ON "duties" USING btree ("tenant_id","topic_id",coalesce(org_id, '00000000-0000-0000-0000-000000000000'),"post_id") WHERE ended_at is null;