DROP INDEX "cases_ended";--> statement-breakpoint
CREATE INDEX "cases_ended_hall" ON "cases" USING btree ("tenant_id","hall_id","closed_at","id") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "cases_ended_lead" ON "cases" USING btree ("tenant_id","department_id","closed_at","id") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "cases_ended_joined" ON "cases" USING gin ("departments") WHERE closed_at is not null and cardinality(departments) > 1;--> statement-breakpoint
CREATE INDEX "cases_ended_agent" ON "cases" USING btree ("tenant_id","agent_post_id","closed_at","id") WHERE agent_post_id is not null and closed_at is not null;--> statement-breakpoint
CREATE INDEX "cases_ended" ON "cases" USING btree ("tenant_id","closed_at","id") WHERE closed_at is not null and no is not null;