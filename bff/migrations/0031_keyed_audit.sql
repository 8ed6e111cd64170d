CREATE TABLE "audit_anchors" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_anchors_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
-- What was chained without a key proves nothing: every entry is sealed anew under it.
UPDATE "audit_entries" SET "position" = NULL, "hash" = NULL WHERE "position" IS NOT NULL;--> statement-breakpoint
-- A release before this one still runs beside it for a while: its sealer, which knows no key, finds its heads no more.
DELETE FROM "audit_heads";--> statement-breakpoint
ALTER TABLE "audit_heads" RENAME TO "audit_chain_heads";--> statement-breakpoint
CREATE FUNCTION audit_sealed_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF old.position IS NOT NULL THEN RAISE EXCEPTION 'a sealed audit entry is not changed'; END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_sealed_once BEFORE UPDATE ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION audit_sealed_once();
