CREATE TABLE "open311_callers" (
	"tenant_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"media_url" text,
	CONSTRAINT "open311_callers_tenant_id_account_id_pk" PRIMARY KEY("tenant_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "document" text DEFAULT 'idCard' NOT NULL;--> statement-breakpoint
ALTER TABLE "open311_callers" ADD CONSTRAINT "open311_callers_tenant_id_account_id_accounts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."accounts"("tenant_id","id") ON DELETE no action ON UPDATE no action;