import RoadModel

/// One layer of a vector file, whose features are read one after another.
///
/// The program `jol` has a process of its own read it, shut in before it sees a byte of the file;
/// a library without such a program (tests) reads it here.
struct VectorDataset {
    /// The kind of geometry a caller is looking for.
    enum GeometryKind: String {
        case line, point
    }

    private enum Source {
        case here(OpenVectorLayer)
        case elsewhere(ForeignReader)
    }

    /// The name of the chosen layer.
    let layerName: String
    /// Names of its fields, in order.
    let fieldNames: [String]
    /// Its coordinate system as WKT; `nil` when it declares none.
    let crs: String?
    private let source: Source

    /// Opens a file and one of its layers.
    ///
    /// - Parameters:
    ///   - path: A local file.
    ///   - layer: The layer's name; `nil` for the only layer with such geometry.
    ///   - kind: The geometry wanted when no layer is named.
    /// - Throws: As `OpenVectorLayer`, and `.readerStopped` when reading takes more time or memory
    ///   than the file's size allows.
    init(path: String, layer: String?, kind: GeometryKind) throws(IntakeError) {
        guard ForeignReader.isSet else {
            let opened = try OpenVectorLayer(path: path, layer: layer, kind: kind)
            (layerName, fieldNames, crs) = (opened.layerName, opened.fieldNames, opened.crs)
            source = .here(opened)
            return
        }
        let reader = try ForeignReader(
            "vector",
            path: path,
            arguments: [kind.rawValue] + (layer.map { [$0] } ?? [])
        )
        var header = try reader.receive(.header)
        layerName = header.text()
        fieldNames = (0..<header.count(of: 4)).map { _ in header.text() }
        let declared = header.text()
        crs = declared.isEmpty ? nil : declared
        try reader.require(header)
        source = .elsewhere(reader)
    }

    /// Reads the next feature.
    ///
    /// - Parameters:
    ///   - feature: Filled with the feature; its memory is used again.
    ///   - fields: Columns whose values are wanted, by index into `fieldNames`; the same in every
    ///     call.
    /// - Returns: Whether there was one; `false` at the end.
    /// - Throws: `.formatDamaged` when reading breaks off, `.readerStopped` beyond its limits.
    func next(into feature: inout VectorFeature, fields: [Int]) throws(IntakeError) -> Bool {
        switch source {
        case .here(let layer): return try layer.next(into: &feature, fields: fields)
        case .elsewhere(let reader):
            if !reader.isAsked {
                var request = ForeignMessage(.wish)
                request.append(UInt32(fields.count))
                for field in fields { request.append(UInt32(field)) }
                try reader.send(request)
            }
            var message = try reader.receive(.feature, .end)
            guard message.kind == .feature else { return false }
            feature.take(&message)
            try reader.require(message)
            return true
        }
    }
}

extension VectorFeature {
    /// Fills itself from a reader's message.
    mutating func take(_ message: inout ForeignMessage) {
        clear()
        id = message.integer()
        for _ in 0..<message.count(of: 4) { values.append(message.text()) }
        lines.take(&message)
        points.take(&message)
        otherParts = Int(message.integer())
    }

    /// The feature as a message.
    func message() -> ForeignMessage {
        var message = ForeignMessage(.feature)
        message.append(id)
        message.append(UInt32(values.count))
        for value in values { message.append(value) }
        lines.append(to: &message)
        points.append(to: &message)
        message.append(Int64(otherParts))
        return message
    }
}

extension VectorParts {
    fileprivate mutating func take(_ message: inout ForeignMessage) {
        let parts = message.count(of: 4)
        for _ in 0..<parts { ends.append(Int(message.number())) }
        let points = message.count(of: 16)
        message.doubles(points, into: &x)
        message.doubles(points, into: &y)
        // A part that ends beyond the points would be read beyond them.
        var last = 0
        for end in ends {
            if end < last || end > x.count { message.spoil() }
            last = end
        }
        if last != x.count || y.count != x.count { message.spoil() }
    }

    fileprivate func append(to message: inout ForeignMessage) {
        message.append(UInt32(ends.count))
        for end in ends { message.append(UInt32(end)) }
        message.append(UInt32(x.count))
        message.append(x)
        message.append(y)
    }
}
