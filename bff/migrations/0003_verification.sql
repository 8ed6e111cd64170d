ALTER TABLE "notice_versions" ADD COLUMN "code" text;--> statement-breakpoint
UPDATE "notice_versions" SET "code" = upper(left(replace(gen_random_uuid()::text, '-', ''), 16));--> statement-breakpoint
ALTER TABLE "notice_versions" ALTER COLUMN "code" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_versions_tenant_id_code_index" ON "notice_versions" USING btree ("tenant_id","code");
