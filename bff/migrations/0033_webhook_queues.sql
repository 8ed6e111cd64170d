DROP INDEX "webhook_deliveries_waiting";--> statement-breakpoint
DROP INDEX "webhook_deliveries_next";--> statement-breakpoint
CREATE INDEX "webhook_deliveries_queue" ON "webhook_deliveries" USING btree ("tenant_id","webhook_id","created_at") WHERE delivered_at is null;