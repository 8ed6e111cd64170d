-- A place that got several codes keeps them all, for they may hang on doors: the later ones are numbered.
UPDATE "place_codes" c SET "household" = coalesce(nullif(c."household", ''), '整村') || '（' || d."n" || '-' || right(c."id"::text, 4) || '）' FROM (
  SELECT "tenant_id", "id", row_number() OVER (PARTITION BY "tenant_id", "village_id", coalesce("household", '') ORDER BY "id") AS "n"
  FROM "place_codes" WHERE "revoked_at" IS NULL) d
WHERE d."tenant_id" = c."tenant_id" AND d."id" = c."id" AND d."n" > 1;--> statement-breakpoint
DROP INDEX "place_codes_tenant_id_village_id_index";--> statement-breakpoint
CREATE INDEX "place_codes_tenant_id_village_id_id_index" ON "place_codes" USING btree ("tenant_id","village_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "place_codes_in_use" ON "place_codes" USING btree ("tenant_id","village_id",coalesce(household, '')) WHERE revoked_at is null;