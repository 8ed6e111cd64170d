ALTER TABLE "accounts" ADD COLUMN "phone_key" text;--> statement-breakpoint
CREATE INDEX "accounts_by_name" ON "accounts" USING btree ("tenant_id","name") WHERE name is not null;--> statement-breakpoint
CREATE INDEX "accounts_by_phone" ON "accounts" USING btree ("tenant_id","phone_key") WHERE phone_key is not null;--> statement-breakpoint
CREATE INDEX "accounts_unkeyed" ON "accounts" USING btree ("tenant_id","id") WHERE phone_sealed is not null and phone_key is null;