import CGDAL
import Foundation
package import RoadModel

/// A raster of terrain heights: GeoTIFF, SRTM's `.hgt`, Arc/Info ASCII grid or DTED.
///
/// Heights keep the raster's own vertical datum, which few rasters state; see the page of the
/// product (Copernicus GLO-30: EGM2008, SRTM: EGM96). Not thread-safe.
package struct ElevationRaster: ~Copyable {
    private let path: String
    // Sound: only `deinit` closes it, and it does not leave this type.
    private let raster: UnsafeMutableRawPointer
    private let width: Int, height: Int
    /// x and y of a pixel's upper left corner from column and row.
    private let transform: [Double]
    private let toRaster: CoordinateTransform

    /// Opens a raster.
    ///
    /// - Throws: `.fileMissing`, `.componentMissing` without GDAL, `.formatUnknown` when it is no
    ///   such raster, `.crsMissing` when it does not say where it lies, `.crsUnknown`.
    package init(path: String) throws(IntakeError) {
        let local = URL(fileURLWithPath: path).standardizedFileURL.path
        var isFolder: ObjCBool = false
        guard !local.hasPrefix("/vsi"),
            FileManager.default.fileExists(atPath: local, isDirectory: &isFolder),
            !isFolder.boolValue
        else {
            throw IntakeError(
                .fileMissing,
                subject: path,
                detail: "There is no such file of terrain heights.",
                remedy: "Give a GeoTIFF, .hgt, ASCII grid or DTED file."
            )
        }
        var reason = [CChar](repeating: 0, count: 512)
        guard cgdal_load(&reason, reason.count) != 0 else {
            throw IntakeError(
                .componentMissing,
                subject: "GDAL",
                detail: "Terrain heights need GDAL, which did not load: \(Self.text(reason)).",
                remedy: "Install it (Debian: apt install libgdal32)."
            )
        }
        guard let raster = cgdal_raster_open(local, &reason, reason.count) else {
            throw IntakeError(
                .formatUnknown,
                subject: path,
                detail: "GDAL does not read it as a raster: \(Self.text(reason))",
                remedy: "Give a GeoTIFF, .hgt, ASCII grid or DTED file of terrain heights."
            )
        }
        do throws(IntakeError) {
            var numbers = [Double](repeating: 0, count: 6)
            let wkt = cgdal_raster_crs(raster)
            defer { if let wkt { cgdal_free(wkt) } }
            guard cgdal_raster_transform(raster, &numbers) != 0, let wkt,
                numbers[1] * numbers[5] - numbers[2] * numbers[4] != 0
            else {
                throw IntakeError(
                    .crsMissing,
                    subject: path,
                    detail: "The raster does not say where on Earth it lies.",
                    remedy: "Give it a coordinate system, for example with gdal_edit."
                )
            }
            toRaster = try CoordinateTransform(from: "EPSG:4326", to: String(cString: wkt))
            transform = numbers
        } catch {
            cgdal_close(raster)
            throw error
        }
        var (columns, rows): (Int32, Int32) = (0, 0)
        cgdal_raster_size(raster, &columns, &rows)
        (width, height) = (Int(columns), Int(rows))
        self.raster = raster
        self.path = path
    }

    deinit { cgdal_close(raster) }

    /// The terrain's height at each place, in metres: bilinear between the centres of the four
    /// pixels around it; `nan` outside the raster, at its outermost half pixel, and beside pixels
    /// without a height.
    package func heights(latitudes: [Double], longitudes: [Double]) -> [Double] {
        let (x, y) = toRaster.forward(latitudes: latitudes, longitudes: longitudes)
        let t = transform
        let determinant = t[1] * t[5] - t[2] * t[4]
        var corners = [Double](repeating: .nan, count: 4)
        var known: (column: Int, row: Int)?
        return x.indices.map { index in
            let (east, north) = (x[index] - t[0], y[index] - t[3])
            // Values stand at the centres of pixels, half a pixel from their corners.
            let exactColumn = (t[5] * east - t[2] * north) / determinant - 0.5
            let exactRow = (t[1] * north - t[4] * east) / determinant - 0.5
            let column = min(max(exactColumn, 0), Double(width - 1))
            let row = min(max(exactRow, 0), Double(height - 1))
            // The outermost centres belong to the raster, whichever way their bits were rounded.
            guard abs(column - exactColumn) < 1e-6, abs(row - exactRow) < 1e-6
            else { return .nan }
            let left = min(Int(column), max(0, width - 2))
            let top = min(Int(row), max(0, height - 2))
            guard width >= 2, height >= 2 else { return .nan }
            // Fixes of a flight lie close together: most share their four pixels with the last.
            if known?.column != left || known?.row != top {
                guard
                    cgdal_raster_read(raster, Int32(left), Int32(top), 2, 2, &corners) != 0
                else { return .nan }
                known = (left, top)
            }
            let (u, v) = (column - Double(left), row - Double(top))
            let upper = corners[0] + (corners[1] - corners[0]) * u
            let lower = corners[2] + (corners[3] - corners[2]) * u
            return upper + (lower - upper) * v
        }
    }

    private static func text(_ characters: [CChar]) -> String {
        String(
            decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }
}
