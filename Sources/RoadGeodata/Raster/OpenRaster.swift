import CGDAL
import Foundation
import RoadModel

/// A local raster of heights, opened read-only through GDAL with four drivers only.
///
/// Files of others are opened so only in the process of a `ForeignReader`. Not thread-safe.
final class OpenRaster {
    /// Columns and rows.
    let width: Int, height: Int
    /// x and y of a pixel's upper left corner from column and row.
    let transform: [Double]
    /// Its coordinate system as WKT.
    let crs: String
    // Sound: only `deinit` closes it, and it does not leave this type.
    private let raster: UnsafeMutableRawPointer

    /// Opens a raster.
    ///
    /// - Throws: `.fileMissing`, `.componentMissing` without GDAL, `.formatUnknown` when it is no
    ///   such raster, `.crsMissing` when it does not say where it lies.
    init(path: String) throws(IntakeError) {
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
            (transform, crs) = (numbers, String(cString: wkt))
        } catch {
            cgdal_close(raster)
            throw error
        }
        var (columns, rows): (Int32, Int32) = (0, 0)
        cgdal_raster_size(raster, &columns, &rows)
        (width, height) = (Int(columns), Int(rows))
        self.raster = raster
    }

    deinit { cgdal_close(raster) }

    /// The values of four pixels, row by row; `nan` where they cannot be read.
    func corners(left: Int, top: Int) -> [Double] {
        var values = [Double](repeating: .nan, count: 4)
        guard left >= 0, top >= 0, left + 2 <= width, top + 2 <= height,
            cgdal_raster_read(raster, Int32(left), Int32(top), 2, 2, &values) != 0
        else { return [Double](repeating: .nan, count: 4) }
        return values
    }

    private static func text(_ characters: [CChar]) -> String {
        String(
            decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }
}
