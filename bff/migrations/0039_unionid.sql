ALTER TABLE "identities" ADD COLUMN "unionid" text;--> statement-breakpoint
CREATE INDEX "identities_by_unionid" ON "identities" USING btree ("tenant_id","unionid") WHERE unionid is not null;