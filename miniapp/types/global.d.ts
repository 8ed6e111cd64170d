/// <reference types="@tarojs/taro" />
declare module '*.scss'
declare module '*.png'
declare const API_BASE: string
declare const COUNTY: string
declare const PRIVACY_VERSION: string
