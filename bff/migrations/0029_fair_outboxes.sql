DROP INDEX "files_unchecked";--> statement-breakpoint
DROP INDEX "messages_pending";--> statement-breakpoint
DROP INDEX "questions_untriaged";--> statement-breakpoint
CREATE INDEX "webhook_deliveries_next" ON "webhook_deliveries" USING btree ("tenant_id","created_at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "files_unchecked" ON "files" USING btree ("tenant_id","created_at") WHERE "check" = 'pending';--> statement-breakpoint
CREATE INDEX "messages_pending" ON "messages" USING btree ("tenant_id","created_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "questions_untriaged" ON "questions" USING btree ("tenant_id","asked_at") WHERE text_check = 'pending';