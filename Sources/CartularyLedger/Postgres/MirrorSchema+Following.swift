/// How a mirror follows the whole ledger: triggers of its tables, within the transaction of each publication.
extension MirrorSchema {
  /// Takes over one publication, by its number in the whole ledger.
  ///
  /// Of a record that has several revisions in it the last counts. One whose shown part stays as it is changes nothing.
  private var take: String {
    """
    CREATE FUNCTION \(schema).take(number_of_it bigint, time_of_it text, tool_of_it text) RETURNS void
    LANGUAGE plpgsql \(Self.safely) AS $$
    DECLARE
      own bigint := (SELECT coalesce(max(sequence), 0) + 1 FROM \(schema).held_publication);
      come bigint;
      follow bigint;
      settled bigint;
      gone text[];
    BEGIN
      IF EXISTS (
        SELECT 1 FROM \(base).revision WHERE sequence = number_of_it AND \(schema).holds(audience) AND \(Self.mayDiffer)
          AND NOT EXISTS (
            SELECT 1 FROM \(base).shown WHERE shown.id = revision.id AND shown.number = revision.number))
      THEN
        RAISE EXCEPTION 'the ledger has a mirror' USING ERRCODE = '\(PostgresError.mirrorState)';
      END IF;

      gone := ARRAY(
        SELECT held.id FROM (
          SELECT DISTINCT ON (id) id, audience FROM \(base).revision WHERE sequence = number_of_it
          ORDER BY id, number DESC) AS last
        JOIN \(schema).held_head AS held USING (id)
        WHERE held.withdrawn = 0 AND NOT \(schema).holds(last.audience));
      -- From every audience that it was ever in, as a node may not have followed yet how it went from one to the next.
      INSERT INTO \(schema).held_follower (audience, sequence, id)
        SELECT previous_audience, sequence, id FROM \(schema).held_revision
        WHERE id = ANY (gone) AND previous_audience <> audience
        UNION SELECT audience, own, id FROM \(schema).held_head WHERE id = ANY (gone)
        ON CONFLICT DO NOTHING;
      DELETE FROM \(schema).held_revision WHERE id = ANY (gone);
      DELETE FROM \(schema).held_reference WHERE id = ANY (gone);
      DELETE FROM \(schema).held_head WHERE id = ANY (gone);

      INSERT INTO \(schema).held_revision
        (id, number, sequence, kind, audience, previous_audience, hash, record, reason, location)
      SELECT last.id, coalesce(held.number, 0) + 1, own,
        CASE WHEN last.kind = 'withdrawn' THEN 'withdrawn' WHEN held.withdrawn = 1 THEN 'restored' ELSE 'published' END,
        last.audience, held.audience, coalesce(shown.hash, last.hash), coalesce(shown.record, last.record),
        CASE WHEN last.kind = 'withdrawn' THEN last.reason END,
        CASE WHEN last.kind = 'withdrawn' AND last.location IS NOT NULL THEN '' END
      FROM (
        SELECT DISTINCT ON (id) * FROM \(base).revision WHERE sequence = number_of_it ORDER BY id, number DESC) AS last
      LEFT JOIN \(base).shown ON shown.id = last.id AND shown.number = last.number
      LEFT JOIN \(schema).held_head AS held ON held.id = last.id
      WHERE \(schema).holds(last.audience) AND
        CASE WHEN held.id IS NULL THEN last.kind <> 'withdrawn'
          ELSE last.kind = 'withdrawn' OR held.withdrawn = 1 OR held.audience <> last.audience
            OR held.hash <> coalesce(shown.hash, last.hash) END;
      GET DIAGNOSTICS come = ROW_COUNT;

      -- The state of the whole ledger is that of this publication, but while a mirror is made of a long history.
      INSERT INTO \(schema).held_head (id, number, audience, hash, withdrawn, sensitivity)
      SELECT held.id, held.number, held.audience, held.hash, (held.kind = 'withdrawn')::integer,
        coalesce(shown.sensitivity, head.sensitivity, 'unspecified')
      FROM \(schema).held_revision AS held
      LEFT JOIN \(base).revision ON revision.id = held.id AND revision.sequence = number_of_it
        AND EXISTS (
          SELECT 1 FROM \(base).head AS now WHERE now.id = revision.id AND now.number = revision.number)
      LEFT JOIN \(base).head ON head.id = revision.id
      LEFT JOIN \(base).shown ON shown.id = revision.id AND shown.number = revision.number
      WHERE held.sequence = own
      ON CONFLICT (id) DO UPDATE SET (number, audience, hash, withdrawn, sensitivity) =
        (excluded.number, excluded.audience, excluded.hash, excluded.withdrawn, excluded.sensitivity);
      DELETE FROM \(schema).held_reference AS noted USING \(schema).held_revision AS held
        WHERE held.sequence = own AND noted.id = held.id;
      INSERT INTO \(schema).held_reference (target, kind, id)
      SELECT noted.target, noted.kind, noted.id
      FROM \(schema).held_revision AS held
      JOIN \(base).revision ON revision.id = held.id AND revision.sequence = number_of_it
      JOIN \(base).head ON head.id = revision.id AND head.number = revision.number
      JOIN \(base).reference AS noted ON noted.id = held.id
      WHERE held.sequence = own AND held.kind <> 'withdrawn';

      INSERT INTO \(schema).held_follower (audience, sequence, id)
      SELECT follower.audience, own, follower.id FROM \(base).follower
      JOIN \(schema).held_head AS held ON held.id = follower.id AND held.audience = follower.audience
      WHERE follower.sequence = number_of_it AND held.withdrawn = 0
      ON CONFLICT DO NOTHING;
      GET DIAGNOSTICS follow = ROW_COUNT;

      DELETE FROM \(schema).held_hiding WHERE base IN (SELECT number FROM \(base).hiding WHERE sequence <= number_of_it);
      GET DIAGNOSTICS settled = ROW_COUNT;
      IF come + follow + cardinality(gone) > 0 THEN
        INSERT INTO \(schema).held_publication (sequence, at, tool, base)
          VALUES (own, time_of_it, tool_of_it, number_of_it);
        \(notifying)
      ELSIF settled > 0 THEN
        \(notifying)
      END IF;
    END $$
    """
  }

  var functions: [String] {
    [
      """
      CREATE FUNCTION \(schema).holds(audience text) RETURNS boolean LANGUAGE sql STABLE \(Self.safely)
      AS $$ SELECT string_to_array(audience, ' ') && (SELECT labels FROM \(schema).scope) $$
      """,
      take,
      trigger("published", "PERFORM \(schema).take(NEW.sequence, NEW.at, NEW.tool);"),
      trigger(
        "set",
        """
        IF NEW.name IN (\(settingList)) THEN
          INSERT INTO \(schema).held_setting (number, at, name, value)
            SELECT coalesce(max(number), 0) + 1, NEW.at, NEW.name, NEW.value FROM \(schema).held_setting;
          \(notifying)
        END IF;
        """),
      // A hiding of others is as good as done: no node here shows anything of it.
      trigger(
        "hide",
        """
        IF \(schema).holds(NEW.audience) THEN
          INSERT INTO \(schema).held_hiding (sequence, audience, ids, base)
            SELECT coalesce(max(sequence), 0) + 1, NEW.audience, NEW.ids, NEW.number FROM \(schema).held_publication;
          \(notifying)
        ELSE
          UPDATE \(base).node SET hidden = greatest(node.hidden, NEW.number) FROM \(schema).node AS own
          WHERE own.id = node.id
            AND NOT EXISTS (SELECT 1 FROM \(schema).held_hiding WHERE held_hiding.number > own.hidden);
        END IF;
        """),
      trigger(
        "show_again",
        """
        DELETE FROM \(schema).held_hiding WHERE base = OLD.number;
        IF FOUND THEN \(notifying) END IF;
        """),
      trigger(
        "enrol",
        """
        INSERT INTO \(base).node (id, name)
          SELECT NEW.id, NEW.name || ' (mirror for ' || array_to_string(labels, ', ') || ')' FROM \(schema).scope;
        """),
      // In numbers of the whole ledger, by which those who narrow wait.
      trigger(
        "report",
        """
        UPDATE \(base).node SET at = NEW.at, leaving = node.leaving OR NEW.leaving,
          applied = CASE
            WHEN NEW.applied >= (SELECT coalesce(max(sequence), 0) FROM \(schema).held_publication)
            THEN (SELECT coalesce(max(sequence), 0) FROM \(base).publication)
            ELSE (SELECT coalesce(max(base), 0) FROM \(schema).held_publication WHERE sequence <= NEW.applied) END,
          hidden = greatest(node.hidden, coalesce(
            (SELECT min(base) - 1 FROM \(schema).held_hiding WHERE number > NEW.hidden),
            (SELECT max(number) FROM \(base).hiding), 0))
        WHERE id = NEW.id;
        """),
      trigger("leave", "DELETE FROM \(base).node WHERE id = OLD.id;"),
      trigger("is_leaving", "UPDATE \(schema).node SET leaving = true WHERE id = NEW.id AND NOT leaving;"),
      trigger("has_left", "DELETE FROM \(schema).node WHERE id = OLD.id;"),
    ]
  }

  private func trigger(_ name: String, _ body: String) -> String {
    """
    CREATE FUNCTION \(schema).\(name)() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER \(Self.safely) AS $$
    BEGIN
      \(body)
      RETURN NULL;
    END $$
    """
  }

  var triggers: [String] {
    let each = "FOR EACH ROW"
    return [
      // When all of it is there.
      """
      CONSTRAINT TRIGGER \(schema)_take AFTER INSERT ON \(base).publication DEFERRABLE INITIALLY DEFERRED
      \(each) EXECUTE FUNCTION \(schema).published()
      """,
      "TRIGGER \(schema)_set AFTER INSERT ON \(base).setting \(each) EXECUTE FUNCTION \(schema).set()",
      "TRIGGER \(schema)_hide AFTER INSERT ON \(base).hiding \(each) EXECUTE FUNCTION \(schema).hide()",
      "TRIGGER \(schema)_show AFTER DELETE ON \(base).hiding \(each) EXECUTE FUNCTION \(schema).show_again()",
      """
      TRIGGER \(schema)_part AFTER UPDATE OF leaving ON \(base).node \(each)
      WHEN (NEW.leaving AND NOT OLD.leaving) EXECUTE FUNCTION \(schema).is_leaving()
      """,
      "TRIGGER \(schema)_left AFTER DELETE ON \(base).node \(each) EXECUTE FUNCTION \(schema).has_left()",
      "TRIGGER enrol AFTER INSERT ON \(schema).node \(each) EXECUTE FUNCTION \(schema).enrol()",
      "TRIGGER report AFTER UPDATE ON \(schema).node \(each) EXECUTE FUNCTION \(schema).report()",
      "TRIGGER leave AFTER DELETE ON \(schema).node \(each) EXECUTE FUNCTION \(schema).leave()",
    ].map { "CREATE " + $0 }
  }

  // MARK: - Making one

  /// Takes over what there is: each publication in turn. What was in the scope once and is not now leaves nothing, as
  /// no node has seen it.
  var filling: [String] {
    [
      """
      INSERT INTO \(schema).held_setting (number, at, name, value)
      SELECT row_number() OVER (ORDER BY number), at, name, value FROM \(base).setting AS last
      WHERE name IN (\(settingList)) AND NOT EXISTS (
        SELECT 1 FROM \(base).setting AS later WHERE later.name = last.name AND later.number > last.number)
      """,
      """
      DO $$
      DECLARE
        every record;
      BEGIN
        FOR every IN SELECT sequence, at, tool FROM \(base).publication ORDER BY sequence LOOP
          PERFORM \(schema).take(every.sequence, every.at, every.tool);
        END LOOP;
      END $$
      """,
      "DELETE FROM \(schema).held_follower",
      """
      DELETE FROM \(schema).held_publication AS one
      WHERE NOT EXISTS (SELECT 1 FROM \(schema).held_revision WHERE held_revision.sequence = one.sequence)
      """,
      """
      WITH numbers AS (
        SELECT sequence AS old, row_number() OVER (ORDER BY sequence) AS new FROM \(schema).held_publication)
      UPDATE \(schema).held_revision SET sequence = numbers.new FROM numbers WHERE sequence = numbers.old
      """,
      """
      WITH numbers AS (
        SELECT sequence AS old, row_number() OVER (ORDER BY sequence) AS new FROM \(schema).held_publication)
      UPDATE \(schema).held_publication SET sequence = -numbers.new FROM numbers WHERE sequence = numbers.old
      """,
      "UPDATE \(schema).held_publication SET sequence = -sequence",
    ]
  }
}
