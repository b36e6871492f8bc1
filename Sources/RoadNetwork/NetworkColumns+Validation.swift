extension NetworkColumns {
    /// What is wrong with the indices, in one English sentence; `nil` when every one is in range.
    func fault() -> String? {
        // In this order: the last checks read where the first ones have made it safe.
        texts() ?? pieces() ?? directions() ?? index()
    }

    private func texts() -> String? {
        guard isPartition(stringEnds, of: stringBytes.count, endsOnly: true) else {
            return fault("strings")
        }
        guard isPartition(labelNameStart, of: nameTokenStart.count - 1) else {
            return fault("names of labels")
        }
        guard isPartition(nameTokenStart, of: nameToken.count) else {
            return fault("words of names")
        }
        guard isPartition(labelRefStart, of: refHash.count) else {
            return fault("indices of labels")
        }
        guard isPartition(restrictionViaStart, of: restrictionViaWay.count) else {
            return fault("via ways")
        }
        guard isPartition(routeWayStart, of: routeWay.count) else { return fault("ways of routes") }
        guard all(routeRef, below: stringEnds.count) else { return fault("indices of routes") }
        guard all(routeNames, below: stringEnds.count) else { return fault("names of routes") }
        guard all(crs, below: stringEnds.count) else { return fault("coordinate system") }
        guard all(noteCodes, below: stringEnds.count) else { return fault("notes") }
        guard all(labelName, below: stringEnds.count) else { return fault("names") }
        guard all(labelOtherNames, below: stringEnds.count) else {
            return fault("other names")
        }
        guard all(labelRef, below: stringEnds.count) else { return fault("indices") }
        guard all(postRef, below: stringEnds.count) else { return fault("indices of posts") }
        return nil
    }

    private func pieces() -> String? {
        guard units.grid > 0, units.grid < 1e9, units.measure > 0, units.measure < 1e9,
            units.box > 0, units.box < 1e9,
            vertexX.origin.isFinite, vertexY.origin.isFinite
        else { return fault("grid") }
        guard isPartition(pieceVertexStart, of: vertexX.count) else {
            return fault("vertices of pieces")
        }
        guard all(pieceLabel, below: labelName.count) else { return fault("labels") }
        guard all(pieceProfile, below: profileCount) else { return fault("profiles") }
        guard piecesHaveLines() else { return fault("pieces of fewer than two vertices") }
        guard classesAreKnown() else { return fault("road classes") }
        return nil
    }

    private func directions() -> String? {
        let segments = segmentPiece.count
        guard isPartition(outStart, of: outSegments.count) else {
            return fault("outgoing segments")
        }
        guard isPartition(pieceSegmentStart, of: segments), segmentsBelongToPieces() else {
            return fault("segments of pieces")
        }
        guard all(pieceStart, below: nodeSource.count) else { return fault("start nodes") }
        guard all(pieceEnd, below: nodeSource.count) else { return fault("end nodes") }
        guard all(outSegments, below: segments) else { return fault("outgoing segments") }
        guard turnsFollowExits() else { return fault("turns") }
        guard all(turnClass, below: TurnClass.allCases.count) else {
            return fault("classes of turns")
        }
        guard all(linkPiece, below: pieceWay.count), all(linkOther, below: pieceWay.count) else {
            return fault("links")
        }
        return nil
    }

    private func index() -> String? {
        guard all(runPiece, below: pieceWay.count) else { return fault("pieces of runs") }
        guard runsStayInside() else { return fault("runs") }
        return nil
    }

    private func fault(_ what: String) -> String { "The image contradicts itself: \(what)." }

    private func all(_ column: Column<UInt32>, below limit: Int) -> Bool {
        column.withSpan { rows in
            var greatest: UInt32 = 0
            for i in rows.indices { greatest = max(greatest, rows[i]) }
            return rows.isEmpty || Int(greatest) < limit
        }
    }

    private func all(_ column: PackedColumn, below limit: Int) -> Bool {
        for i in 0..<column.count where column.number(i) >= UInt64(limit) { return false }
        return true
    }

    /// Whether every piece has one segment or two, each of which knows its piece.
    private func segmentsBelongToPieces() -> Bool {
        for piece in 0..<pieceWay.count {
            let (first, end) = (pieceSegmentStart[piece], pieceSegmentStart[piece + 1])
            guard end - first == 1 || end - first == 2, Int(segmentPiece[first]) == piece,
                Int(segmentPiece[end - 1]) == piece
            else { return false }
        }
        return true
    }

    /// Whether a column of starts begins at 0, never falls and ends at `total`.
    private func isPartition(
        _ column: PackedColumn,
        of total: Int,
        endsOnly: Bool = false
    ) -> Bool {
        guard column.count > 0, endsOnly || column[0] == 0 else { return false }
        var last: UInt64 = 0
        for i in 0..<column.count {
            let next = column.number(i)
            guard next >= last, next <= UInt64(UInt32.max) else { return false }
            last = next
        }
        return last == UInt64(total)
    }

    /// Whether every segment has a turn for every exit at its end.
    private func turnsFollowExits() -> Bool {
        guard isPartition(turnStart, of: turnClass.count) else { return false }
        for segment in 0..<segmentPiece.count {
            let node = Int(segmentEnd[segment])
            let exits = outStart[node + 1] - outStart[node]
            guard turnStart[segment + 1] - turnStart[segment] == exits else { return false }
        }
        return true
    }

    private func piecesHaveLines() -> Bool {
        for i in 0..<pieceWay.count where pieceVertexStart[i + 1] - pieceVertexStart[i] < 2 {
            return false
        }
        return true
    }

    private func classesAreKnown() -> Bool {
        for i in 0..<profileCount where pieceClass.values[i] > 10 { return false }
        return true
    }

    private func runsStayInside() -> Bool {
        for i in 0..<runPiece.count {
            let piece = Int(runPiece[i])
            let end = pieceVertexStart[piece + 1]
            if runVertex[i] < pieceVertexStart[piece] || runVertex[i] + 1 >= end { return false }
        }
        return true
    }

    /// Whether the levels describe the one tree that so many runs have.
    func treeIsSound() -> Bool {
        // Parents are counted from the items, so a valid tree has one shape only.
        guard treeLevels.count > 0 else { return runPiece.count == 0 && treeBoxes.count == 0 }
        guard Int(treeLevels[0]) == runPiece.count else { return false }
        var below = runPiece.count
        for i in 1..<max(1, treeLevels.count) {
            guard treeLevels[i] > treeLevels[i - 1] else { return false }
            let nodes = Int(treeLevels[i] - treeLevels[i - 1])
            guard nodes == (below + 15) / 16 else { return false }
            below = nodes
        }
        return below == 1 && treeBoxes.count == 4 * Int(treeLevels[treeLevels.count - 1])
    }
}
