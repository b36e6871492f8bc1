/// What a photo says about its camera's geometry.
package struct PhotoLens: Sendable, Hashable {
    /// Width and height of the picture in the file, in pixels; 0 when unknown.
    package var width = 0, height = 0
    /// Focal length, in millimetres.
    package var focalLengthMillimetres: Double?
    /// Focal length that gives the same view on 36 mm × 24 mm film.
    package var focalLengthOnFilmMillimetres: Double?
    /// Digital zoom, 1 without.
    package var digitalZoom: Double?
    /// Focal length by the maker's calibration, in pixels of a full-size picture.
    package var calibratedFocalLengthPixels: Double?
    /// The maker's distortion terms after the date: `fx,fy,cx,cy,k1,k2,p1,p2,k3` (DJI; `cx` and
    /// `cy` from the middle of the picture) or `k1,k2,k3` (Skydio).
    package var dewarp: [Double] = []
    /// Which of several cameras took it, for example `WideCamera`; empty when unknown.
    package var source = ""
}
