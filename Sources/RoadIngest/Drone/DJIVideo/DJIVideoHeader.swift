/// What the telemetry track of a DJI video says about the recording.
package struct DJIVideoHeader: Sendable, Hashable {
    /// The layout's name, for example `dvtm_wm265e.proto`.
    package var protocolName = ""
    /// Serial number of the aircraft or camera.
    package var serial = ""
    /// The model, for example `Mavic 3E`.
    package var model = ""
    /// Width of the pictures, in pixels; 0 where it does not say.
    package var width: Int32 = 0
    /// Height of the pictures, in pixels; 0 where it does not say.
    package var height: Int32 = 0
    /// Frames per second; 0 where it does not say.
    package var framesPerSecond: Float = 0
}
