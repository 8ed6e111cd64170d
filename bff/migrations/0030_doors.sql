CREATE TABLE "dialogue_tickets" (
	"tenant_id" text NOT NULL,
	"hash" text NOT NULL,
	"case_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dialogue_tickets_tenant_id_hash_pk" PRIMARY KEY("tenant_id","hash")
);
--> statement-breakpoint
CREATE TABLE "revocations" (
	"tenant_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "revocations_tenant_id_account_id_pk" PRIMARY KEY("tenant_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dialogue_tickets_old" ON "dialogue_tickets" USING btree ("issued_at");--> statement-breakpoint
CREATE INDEX "revocations_latest" ON "revocations" USING btree ("tenant_id","at");