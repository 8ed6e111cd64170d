CREATE TABLE "uploads" (
	"tenant_id" text NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"content" text NOT NULL,
	"bytes" integer NOT NULL,
	"hashes" text[] NOT NULL,
	"received" integer[] NOT NULL,
	"file_id" uuid,
	"started_at" timestamp with time zone NOT NULL,
	CONSTRAINT "uploads_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_tenant_id_owner_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "uploads_once" ON "uploads" USING btree ("tenant_id","owner_id","content") WHERE file_id is null;--> statement-breakpoint
CREATE INDEX "uploads_started" ON "uploads" USING btree ("started_at");