import CPROJ
import RoadModel

/// Owns a PROJ context and the place its messages go to.
///
/// Every object of a context must be released before it; `CoordinateTransform` holds to that
/// because its `deinit` runs before its stored context is released.
struct ProjContext: ~Copyable {
    /// The context.
    // Sound: created in `init`, never handed out of the module, released in `deinit`.
    let handle: OpaquePointer
    private let log: UnsafeMutablePointer<cproj_log>

    /// Creates a context that never uses the network.
    init() throws(IntakeError) {
        log = .allocate(capacity: 1)
        log.initialize(to: cproj_log())
        guard let handle = cproj_context(log) else {
            log.deallocate()
            throw IntakeError(
                .componentMissing,
                subject: "PROJ",
                detail: "PROJ could not start.",
                remedy: "Check that PROJ and its database proj.db are installed."
            )
        }
        self.handle = handle
    }

    deinit {
        cproj_context_destroy(handle)
        log.deallocate()
    }

    /// The first error line since the last call, without PROJ's own function names.
    func takeMessage() -> String {
        let message = withUnsafeBytes(of: log.pointee.text) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        log.pointee = cproj_log()
        guard message.hasPrefix("proj_"), let colon = message.firstIndex(of: ":") else {
            return message
        }
        return String(message[message.index(after: colon)...].drop { $0 == " " })
    }

    /// Understands the text of a coordinate system; the caller releases the object.
    ///
    /// Of a compound system only the horizontal part is kept. Throws `.crsMissing` for an empty
    /// text or a system without a place on Earth, `.crsUnknown` for anything PROJ does not know.
    func system(_ text: String) throws(IntakeError) -> OpaquePointer {
        let trimmed = text.trimmingSpaces()
        guard !trimmed.isEmpty else { throw IntakeError.crsMissing(subject: "coordinate system") }
        _ = takeMessage()
        guard let object = cproj_create(handle, Self.normalised(trimmed)) else {
            throw IntakeError.crsUnknown(text, reason: takeMessage())
        }
        guard cproj_is_crs(object) != 0 else {
            cproj_destroy(object)
            throw IntakeError.crsUnknown(text, reason: "it is not a coordinate system")
        }
        // PROJ looks a bare word up among names and takes the first that contains it: "foo" would
        // be Amersfoort. Only a whole name counts.
        guard Self.isDefinition(trimmed) || Self.name(of: object) == trimmed.lowercased() else {
            cproj_destroy(object)
            throw IntakeError.crsUnknown(text, reason: "no system has exactly this name")
        }
        guard cproj_get_type(object) == PJ_TYPE_COMPOUND_CRS else { return object }
        let horizontal = cproj_crs_get_sub_crs(handle, object, 0)
        cproj_destroy(object)
        guard let horizontal else {
            throw IntakeError.crsUnknown(text, reason: "it has no horizontal part")
        }
        return horizontal
    }

    /// The facts of a system made by `system(_:)`.
    func facts(of system: OpaquePointer, text: String) throws(IntakeError) -> CoordinateSystem {
        var kind = cproj_get_type(system)
        var inner: OpaquePointer?
        if kind == PJ_TYPE_BOUND_CRS {
            inner = cproj_get_source_crs(handle, system)
            kind = inner.map(cproj_get_type) ?? PJ_TYPE_UNKNOWN
        }
        defer { cproj_destroy(inner) }
        let name = cproj_get_name(system).map { String(cString: $0) } ?? text
        switch kind {
        case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS:
            return CoordinateSystem(name: name, kind: .geographic, metresPerUnit: 0)
        case PJ_TYPE_PROJECTED_CRS:
            let unit = cproj_metres_per_unit(handle, inner ?? system)
            return CoordinateSystem(name: name, kind: .projected, metresPerUnit: unit)
        case PJ_TYPE_ENGINEERING_CRS:
            throw IntakeError.crsMissing(subject: name)
        default:
            throw IntakeError.crsUnknown(text, reason: "it is neither geographic nor projected")
        }
    }

    private static func isDefinition(_ text: String) -> Bool {
        text.utf8.contains { $0 == 0x3A || $0 == 0x5B || $0 == 0x7B || $0 == 0x2B }
            || text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private static func name(of object: OpaquePointer) -> String? {
        cproj_get_name(object).map { String(cString: $0).lowercased() }
    }

    /// Bare numbers are EPSG codes; a PROJ string without `+type=crs` would be an operation.
    private static func normalised(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return "EPSG:" + text }
        guard text.contains("+proj="), !text.contains("+type=crs"), !text.contains("=pipeline")
        else { return text }
        return text + " +type=crs"
    }
}
