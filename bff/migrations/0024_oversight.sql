DROP INDEX "cases_mine";--> statement-breakpoint
DROP INDEX "cases_by_name";--> statement-breakpoint
DROP INDEX "cases_by_phone";--> statement-breakpoint
DROP INDEX "cases_by_id";--> statement-breakpoint
ALTER TABLE "case_duties" ADD COLUMN "label" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_decided" ON "cases" USING btree ("tenant_id","decided_at","id") WHERE decided_at is not null;--> statement-breakpoint
CREATE INDEX "cases_ended" ON "cases" USING btree ("tenant_id","closed_at","id") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "messages_about" ON "messages" USING btree ("tenant_id","about_id","created_at") WHERE about = 'case';--> statement-breakpoint
CREATE INDEX "cases_mine" ON "cases" USING btree ("tenant_id","account_id","id") WHERE account_id is not null;--> statement-breakpoint
CREATE INDEX "cases_by_name" ON "cases" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "cases_by_phone" ON "cases" USING btree ("tenant_id","phone_key","id");--> statement-breakpoint
CREATE INDEX "cases_by_id" ON "cases" USING btree ("tenant_id","id_key","id");