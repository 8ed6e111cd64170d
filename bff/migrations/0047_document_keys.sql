-- A paper's line says by a key what it is: nothing is masked or found by the words a citizen reads.
UPDATE "case_documents" SET "data" = jsonb_set("data", '{rows}', (
  SELECT jsonb_agg(CASE line ->> 0 WHEN '申请人' THEN line || '["applicant"]' WHEN '办理事项' THEN line || '["item"]' ELSE line END ORDER BY n)
  FROM jsonb_array_elements("data" -> 'rows') WITH ORDINALITY AS lines (line, n)))
WHERE jsonb_array_length("data" -> 'rows') > 0 AND NOT "data" -> 'rows' @> '[["applicant"]]';
