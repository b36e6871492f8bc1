import CPROJ
package import RoadModel

/// Turns coordinates of one system into another, in batches.
///
/// Axes always stand in the order x = easting or longitude, y = northing or latitude, degrees for
/// angles, whatever order the systems' definitions use. A point that cannot be transformed becomes
/// NaN in both axes; nothing is guessed. Transformations that would pass coordinates of another
/// datum through unchanged ("ballpark") are refused.
///
/// Making one costs 2–3 ms, a point 0.4 µs: make one per task. Not `Sendable`.
package struct CoordinateTransform: ~Copyable {
    /// The system of `forward`'s input.
    package let source: CoordinateSystem
    /// The system of `forward`'s output.
    package let target: CoordinateSystem
    /// Whether both are the same, so that coordinates pass through bit by bit.
    package let isIdentity: Bool
    private let context: ProjContext
    // Sound: made in `init`, used by this value only, released in `deinit` before the context.
    private let operation: OpaquePointer

    /// Prepares the transformation between two systems.
    ///
    /// - Parameters:
    ///   - source: An authority code (`EPSG:4326`, or bare digits for EPSG), WKT, PROJJSON or PROJ
    ///     string.
    ///   - target: The same.
    /// - Throws: `.crsMissing` for an empty text, `.crsUnknown` when a text is not understood or no
    ///   transformation of known accuracy leads from one to the other.
    package init(from source: String, to target: String) throws(IntakeError) {
        let context = try ProjContext()
        let prepared = try Self.prepare(context, source, target)
        self.source = prepared.source
        self.target = prepared.target
        isIdentity = prepared.isIdentity
        operation = prepared.operation
        self.context = context
    }

    deinit { cproj_destroy(operation) }

    /// Transforms points in place from the source into the target system.
    ///
    /// - Precondition: `x` and `y` are equally long; points beyond the shorter one are left alone.
    package func forward(x: inout [Double], y: inout [Double]) {
        transform(&x, &y, PJ_FWD)
    }

    /// Transforms points in place from the target back into the source system.
    ///
    /// - Precondition: `x` and `y` are equally long; points beyond the shorter one are left alone.
    package func inverse(x: inout [Double], y: inout [Double]) {
        transform(&x, &y, PJ_INV)
    }

    /// Projects columns of WGS 84 latitudes and longitudes, in degrees.
    package func forward(
        latitudes: [Double],
        longitudes: [Double]
    ) -> (x: [Double], y: [Double]) {
        var (x, y) = (longitudes, latitudes)
        forward(x: &x, y: &y)
        return (x, y)
    }

    /// Projects one place, `nil` when it has no image.
    ///
    /// Use the batch form in loops.
    package func forward(_ place: GeodeticCoordinate) -> ProjectedPoint? {
        var x = [place.longitude.value]
        var y = [place.latitude.value]
        forward(x: &x, y: &y)
        return x[0].isNaN ? nil : ProjectedPoint(x: x[0], y: y[0])
    }

    /// The place whose image a point is, `nil` when there is none.
    ///
    /// Use the batch form in loops.
    package func inverse(_ point: ProjectedPoint) -> GeodeticCoordinate? {
        var x = [point.x]
        var y = [point.y]
        inverse(x: &x, y: &y)
        guard !x[0].isNaN else { return nil }
        return GeodeticCoordinate(latitude: Degrees(y[0]), longitude: Degrees(x[0]))
    }

    private static func prepare(
        _ context: borrowing ProjContext,
        _ source: String,
        _ target: String
    ) throws(IntakeError) -> Prepared {
        let from = try context.system(source)
        defer { cproj_destroy(from) }
        let to = try context.system(target)
        defer { cproj_destroy(to) }
        let sourceFacts = try context.facts(of: from, text: source)
        let targetFacts = try context.facts(of: to, text: target)
        let same = cproj_is_equivalent_to_with_ctx(
            context.handle,
            from,
            to,
            PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS
        )
        guard let operation = cproj_transformation(context.handle, from, to) else {
            let reason = context.takeMessage()
            throw IntakeError.crsUnknown(
                "\(source) → \(target)",
                reason: reason.isEmpty ? "no transformation of known accuracy exists" : reason
            )
        }
        return Prepared(
            source: sourceFacts,
            target: targetFacts,
            isIdentity: same != 0,
            operation: operation
        )
    }

    private struct Prepared {
        var source: CoordinateSystem
        var target: CoordinateSystem
        var isIdentity: Bool
        var operation: OpaquePointer
    }

    private func transform(_ x: inout [Double], _ y: inout [Double], _ direction: PJ_DIRECTION) {
        let count = min(x.count, y.count)
        let stride = MemoryLayout<Double>.stride
        // Sound: both arrays hold at least `count` numbers for the length of the call.
        x.withUnsafeMutableBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                if !isIdentity {
                    _ = cproj_trans_generic(
                        operation,
                        direction,
                        x.baseAddress,
                        stride,
                        count,
                        y.baseAddress,
                        stride,
                        count,
                        nil,
                        0,
                        0,
                        nil,
                        0,
                        0
                    )
                }
                for row in 0..<count where !(x[row].isFinite && y[row].isFinite) {
                    (x[row], y[row]) = (.nan, .nan)
                }
            }
        }
    }
}
