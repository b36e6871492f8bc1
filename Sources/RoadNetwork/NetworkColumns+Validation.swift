extension NetworkColumns {
    /// What is wrong with the indices, in one English sentence; `nil` when every one is in range.
    func fault() -> String? {
        let segments = segmentPiece.count
        let pieces = pieceWay.count
        let isSound =
            [
                (isPartition(stringEnds, of: stringBytes.count, endsOnly: true), "strings"),
                (isPartition(pieceVertexStart, of: vertexX.count), "vertices of pieces"),
                (isPartition(outStart, of: outSegments.count), "outgoing segments"),
                (isPartition(labelNameStart, of: nameTokenStart.count - 1), "names of labels"),
                (isPartition(nameTokenStart, of: nameToken.count), "words of names"),
                (isPartition(labelRefStart, of: refHash.count), "indices of labels"),
                (isPartition(restrictionViaStart, of: restrictionViaWay.count), "via ways"),
                (all(crs, below: stringEnds.count), "coordinate system"),
                (all(noteCodes, below: stringEnds.count), "notes"),
                (all(labelName, below: stringEnds.count), "names"),
                (all(labelOtherNames, below: stringEnds.count), "other names"),
                (all(labelRef, below: stringEnds.count), "indices"),
                (all(postRef, below: stringEnds.count), "indices of posts"),
                (all(pieceLabel, below: labelName.count), "labels"),
                (all(pieceForward, below: segments, orNone: true), "forward segments"),
                (all(pieceBackward, below: segments, orNone: true), "backward segments"),
                (all(segmentPiece, below: pieces), "pieces of segments"),
                (all(segmentStart, below: nodeSource.count), "start nodes"),
                (all(segmentEnd, below: nodeSource.count), "end nodes"),
                (all(outSegments, below: segments), "outgoing segments"),
                (all(runPiece, below: pieces), "pieces of runs"),
                (all(treeItems, below: runPiece.count), "items of the tree"),
                (piecesHaveLines(), "pieces of fewer than two vertices"),
                (classesAreKnown(), "road classes"),
                (runsStayInside(), "runs"),
                (treeIsSound(), "levels of the tree"),
            ] as [(Bool, String)]
        return isSound.first { !$0.0 }.map { "The image contradicts itself: \($0.1)." }
    }

    private func all(_ column: Column<UInt32>, below limit: Int, orNone: Bool = false) -> Bool {
        for i in 0..<column.count {
            let value = column[i]
            if Int(value) >= limit, !(orNone && value == CompiledNetwork.none) { return false }
        }
        return true
    }

    /// Whether a column of starts begins at 0, never falls and ends at `total`.
    private func isPartition(
        _ column: Column<UInt32>,
        of total: Int,
        endsOnly: Bool = false
    ) -> Bool {
        guard column.count > 0, endsOnly || column[0] == 0 else { return false }
        for i in 1..<max(1, column.count) where column[i] < column[i - 1] { return false }
        return Int(column[column.count - 1]) == total
    }

    private func piecesHaveLines() -> Bool {
        for i in 0..<pieceWay.count where pieceVertexStart[i + 1] < pieceVertexStart[i] + 2 {
            return false
        }
        return true
    }

    private func classesAreKnown() -> Bool {
        for i in 0..<pieceClass.count where pieceClass[i] > 10 { return false }
        return true
    }

    private func runsStayInside() -> Bool {
        for i in 0..<runPiece.count {
            let piece = Int(runPiece[i])
            let last = Int(runVertex[i]) + Int(runLines[i])
            if runVertex[i] < pieceVertexStart[piece] || last >= Int(pieceVertexStart[piece + 1]) {
                return false
            }
        }
        return true
    }

    private func treeIsSound() -> Bool {
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
