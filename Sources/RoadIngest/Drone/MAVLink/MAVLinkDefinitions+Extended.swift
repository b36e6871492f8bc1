// Written by Tools/generate/mavlink-definitions from the published message definitions.

extension MAVLinkDefinitions {
    /// Messages from 230 on: estimators, home, cameras, gimbals, remote identification.
    static let extended = """
        230 ESTIMATOR_STATUS u64 time_usec u16 flags f32 vel_ratio pos_horiz_ratio
          pos_vert_ratio mag_ratio hagl_ratio tas_ratio pos_horiz_accuracy pos_vert_accuracy
        231 WIND_COV u64 time_usec f32 wind_x wind_y wind_z var_horiz var_vert wind_alt
          horiz_accuracy vert_accuracy
        232 GPS_INPUT u64 time_usec u8 gps_id u16 ignore_flags u32 time_week_ms u16
          time_week u8 fix_type i32 lat lon f32 alt hdop vdop vn ve vd speed_accuracy
          horiz_accuracy vert_accuracy u8 satellites_visible | u16 yaw
        241 VIBRATION u64 time_usec f32 vibration_x vibration_y vibration_z u32 clipping_0
          clipping_1 clipping_2
        242 HOME_POSITION i32 latitude longitude altitude f32 x y z f32[4] q f32 approach_x
          approach_y approach_z | u64 time_usec
        245 EXTENDED_SYS_STATE u8 vtol_state landed_state
        246 ADSB_VEHICLE u32 ICAO_address i32 lat lon u8 altitude_type i32 altitude u16
          heading hor_velocity i16 ver_velocity c8[9] callsign u8 emitter_type tslc u16
          flags squawk
        253 STATUSTEXT u8 severity c8[50] text | u16 id u8 chunk_seq
        262 CAMERA_CAPTURE_STATUS u32 time_boot_ms u8 image_status video_status f32
          image_interval u32 recording_time_ms f32 available_capacity | i32 image_count u8
          camera_device_id
        263 CAMERA_IMAGE_CAPTURED u32 time_boot_ms u64 time_utc u8 camera_id i32 lat lon alt
          relative_alt f32[4] q i32 image_index i8 capture_result c8[205] file_url
        265 MOUNT_ORIENTATION u32 time_boot_ms f32 roll pitch yaw | yaw_absolute
        266 LOGGING_DATA u8 target_system target_component u16 sequence u8 length
          first_message_offset u8[249] data
        271 CAMERA_FOV_STATUS u32 time_boot_ms i32 lat_camera lon_camera alt_camera
          lat_image lon_image alt_image f32[4] q f32 hfov vfov | u8 camera_device_id
        281 GIMBAL_MANAGER_STATUS u32 time_boot_ms flags u8 gimbal_device_id
          primary_control_sysid primary_control_compid secondary_control_sysid
          secondary_control_compid
        285 GIMBAL_DEVICE_ATTITUDE_STATUS u8 target_system target_component u32 time_boot_ms
          u16 flags f32[4] q f32 angular_velocity_x angular_velocity_y angular_velocity_z
          u32 failure_flags | f32 delta_yaw delta_yaw_velocity u8 gimbal_device_id
        331 ODOMETRY u64 time_usec u8 frame_id child_frame_id f32 x y z f32[4] q f32 vx vy
          vz rollspeed pitchspeed yawspeed f32[21] pose_covariance velocity_covariance | u8
          reset_counter estimator_type i8 quality
        340 UTM_GLOBAL_POSITION u64 time u8[18] uas_id i32 lat lon alt relative_alt i16 vx
          vy vz u16 h_acc v_acc vel_acc i32 next_lat next_lon next_alt u16 update_rate u8
          flight_state flags
        375 ACTUATOR_OUTPUT_STATUS u64 time_usec u32 active f32[32] actuator
        11030 ESC_TELEMETRY_1_TO_4 u8[4] temperature u16[4] voltage current totalcurrent rpm
          count
        12900 OPEN_DRONE_ID_BASIC_ID u8 target_system target_component u8[20] id_or_mac u8
          id_type ua_type u8[20] uas_id
        12901 OPEN_DRONE_ID_LOCATION u8 target_system target_component u8[20] id_or_mac u8
          status u16 direction speed_horizontal i16 speed_vertical i32 latitude longitude
          f32 altitude_barometric altitude_geodetic u8 height_reference f32 height u8
          horizontal_accuracy vertical_accuracy barometer_accuracy speed_accuracy f32
          timestamp u8 timestamp_accuracy
        12904 OPEN_DRONE_ID_SYSTEM u8 target_system target_component u8[20] id_or_mac u8
          operator_location_type classification_type i32 operator_latitude
          operator_longitude u16 area_count area_radius f32 area_ceiling area_floor u8
          category_eu class_eu f32 operator_altitude_geo u32 timestamp
        12905 OPEN_DRONE_ID_OPERATOR_ID u8 target_system target_component u8[20] id_or_mac
          u8 operator_id_type c8[20] operator_id
        """
}
