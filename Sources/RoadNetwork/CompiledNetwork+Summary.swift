import RoadModel

extension CompiledNetwork {
    /// Counts and lengths of the whole network; walks every piece once.
    package var summary: NetworkSummary {
        let c = columns
        var rows = RoadClass.allCases.map {
            NetworkSummary.ClassRow(roadClass: $0, segments: 0, pieces: 0, kilometres: 0)
        }
        var componentLength: [UInt32: Double] = [:]
        var labelled = 0.0
        var total = 0.0
        for piece in 0..<UInt32(pieceCount) {
            let kilometres = length(piece: piece).kilometres
            let row = Int(c.pieceClass[piece])
            rows[row].pieces += 1
            rows[row].segments += c.pieceForward[piece] == Self.none ? 0 : 1
            rows[row].segments += c.pieceBackward[piece] == Self.none ? 0 : 1
            rows[row].kilometres += kilometres
            componentLength[c.pieceComponent[piece], default: 0] += kilometres
            if c.pieceLabel[piece] != 0 { labelled += kilometres }
            total += kilometres
        }
        var notes: [String: Int] = [:]
        for i in 0..<c.noteCodes.count {
            notes[c.string(c.noteCodes[i])] = Int(clamping: c.noteCounts[i])
        }
        var (dual, beside) = (0.0, 0.0)
        for link in 0..<c.linkPiece.count {
            let kilometres = length(piece: c.linkPiece[link]).kilometres
            if c.linkKind[link] == RoadLink.Kind.carriageway.rawValue { dual += kilometres }
            if c.linkKind[link] == RoadLink.Kind.mainRoad.rawValue { beside += kilometres }
        }
        let forbidden = UInt32(TurnClass.forbidden.rawValue)
        return NetworkSummary(
            versionID: versionID,
            crs: crs,
            extent: extent,
            segments: segmentCount,
            pieces: pieceCount,
            nodes: nodeCount,
            vertices: c.vertexX.count,
            kilometres: total,
            components: componentLength.count,
            mainComponentShare: total > 0 ? (componentLength[0] ?? 0) / total : 0,
            labelledShare: total > 0 ? labelled / total : 0,
            restrictions: c.restrictionFrom.count,
            turns: c.turnClass.count,
            forbiddenTurns: (0..<c.turnClass.count).count { c.turnClass[$0] == forbidden },
            dualKilometres: dual,
            serviceRoadKilometres: beside,
            posts: c.postNode.count,
            routes: c.routeRef.count,
            features: c.featureNode.count,
            classes: rows.filter { $0.pieces > 0 },
            notes: notes
        )
    }
}
